import path from 'node:path';
import { environment } from '../env.ts';
import { randomSecret } from './random-secret.ts';
import { secretFromFile } from './secret-file.ts';

/** What signs session cookies: HEDDLE_AUTH_SECRET, or else a secret made once in the deployment's home. */
export function authSecret(): string {
  const { authSecret, home } = environment();
  return authSecret ?? secretFromFile(path.join(home, 'auth.secret'), () => randomSecret(32));
}
