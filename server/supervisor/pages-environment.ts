import { readFileSync } from 'node:fs';
import path from 'node:path';
import { authSecret } from '../platform/crypto/auth-secret.ts';
import { environmentVariable } from '../platform/env.ts';

/** What the build wrote down of Next's configuration. */
const BUILT = path.resolve(import.meta.dirname, '../../.next/required-server-files.json');

/** What the pages' process is told beyond the environment of this one. next-auth reads variables of its own. */
export function pagesEnvironment(development: boolean): Record<string, string | undefined> {
  const explicitUrl = environmentVariable('HEDDLE_PUBLIC_URL');
  return {
    NODE_ENV: development ? 'development' : 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    NEXTAUTH_SECRET: authSecret(),
    NEXTAUTH_URL: explicitUrl,
    // Without a fixed address, the one the browser used counts; the gateway's process writes it into X-Forwarded-Host.
    AUTH_TRUST_HOST: explicitUrl ? undefined : '1',
    __NEXT_PRIVATE_STANDALONE_CONFIG: development ? undefined : builtConfiguration(),
  };
}

/** As the server of a standalone build gets it: next.config.mjs and its plugins are not loaded once more. */
function builtConfiguration(): string {
  return JSON.stringify(JSON.parse(readFileSync(BUILT, 'utf8')).config);
}
