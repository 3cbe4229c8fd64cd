import { hashSecret } from '../../platform/crypto/hash-secret.ts';
import { randomSecret } from '../../platform/crypto/random-secret.ts';

/** Characters of the secret that stay readable: `hdl_` and eight more, of 43. */
export const PREFIX_LENGTH = 12;

/** What a key row keeps of its secret. */
export interface StoredSecret {
  hash: Buffer<ArrayBuffer>;
  prefix: string;
}

/** A new API key: `hdl_` and 256 random bits in base64url. */
export function makeSecret(): string {
  return `hdl_${randomSecret(32)}`;
}

export function storeSecret(secret: string): StoredSecret {
  return { hash: Buffer.from(hashSecret(secret)), prefix: secret.slice(0, PREFIX_LENGTH) };
}
