import { hash } from 'node:crypto';

/** SHA-256 of a secret, 32 bytes. Enough for random secrets of 128 bits and more; passwords need argon2. */
export function hashSecret(secret: string): Buffer {
  return hash('sha256', secret, 'buffer');
}
