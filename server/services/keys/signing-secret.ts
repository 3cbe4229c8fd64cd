import { randomSecret } from '../../platform/crypto/random-secret.ts';
import { sealSigningSecret } from '../../platform/crypto/signing-secret.ts';

/** What a key row keeps of the secret of its signatures. */
export interface StoredSigningSecret {
  signingSecret: Buffer<ArrayBuffer>;
  signingSecretKeyId: string;
}

/** A new secret to sign requests with: `hds_` and 256 random bits in base64url. */
export function makeSigningSecret(): string {
  return `hds_${randomSecret(32)}`;
}

export function storeSigningSecret(
  secret: string,
  key: { tenantId: string; keyId: string },
): StoredSigningSecret {
  const { bytes, keyId } = sealSigningSecret(secret, key);
  return { signingSecret: bytes, signingSecretKeyId: keyId };
}
