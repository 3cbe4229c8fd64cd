import { randomBytes } from 'node:crypto';

/** A new secret of `bytes` random bytes, base64url: letters, digits, `-` and `_`. */
export function randomSecret(bytes = 32): string {
  return randomBytes(bytes).toString('base64url');
}
