import { randomUUIDv7 } from 'node:crypto';
import { hashSecret } from '../../platform/crypto/hash-secret.ts';
import { randomSecret } from '../../platform/crypto/random-secret.ts';
import { makeSigningSecret, storeSigningSecret } from './signing-secret.ts';

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

/** Secrets for a new key, as they are shown and as its row keeps them. */
export function makeSecrets(tenantId: string, signed: boolean) {
  const id = randomUUIDv7();
  const secret = makeSecret();
  const signingSecret = signed ? makeSigningSecret() : null;
  return {
    shown: { secret, signingSecret },
    kept: {
      id,
      ...storeSecret(secret),
      ...(signingSecret !== null && storeSigningSecret(signingSecret, { tenantId, keyId: id })),
    },
  };
}

export function storeSecret(secret: string): StoredSecret {
  return { hash: Buffer.from(hashSecret(secret)), prefix: secret.slice(0, PREFIX_LENGTH) };
}
