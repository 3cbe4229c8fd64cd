import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';

/** An Ed25519 key that signs (RFC 8032). */
export interface SigningKey {
  /** Thumbprint of the public key as a JWK (RFC 7638), in base64url. */
  id: string;
  /** 32 bytes. */
  publicKey: Buffer<ArrayBuffer>;
  /** @returns 64 bytes */
  sign(message: Buffer): Buffer;
}

export const SEED_BYTES = 32;

/** What stands before the seed in PKCS #8 (RFC 8410, section 7). */
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');

/** @param seed {@link SEED_BYTES} of randomness, which is all of the private key */
export function signingKeyFromSeed(seed: Buffer): SigningKey {
  const privateKey = createPrivateKey({
    key: Buffer.concat([PKCS8_PREFIX, seed]),
    format: 'der',
    type: 'pkcs8',
  });
  const publicKey = rawPublicKey(createPublicKey(privateKey));
  return {
    id: thumbprint(publicKey),
    publicKey,
    sign: (message) => sign(null, message, privateKey),
  };
}

/** An Ed25519 public key as a JWK (RFC 8037). */
export function publicJwk(publicKey: Uint8Array) {
  return { crv: 'Ed25519', kty: 'OKP', x: Buffer.from(publicKey).toString('base64url') } as const;
}

function rawPublicKey(key: KeyObject): Buffer<ArrayBuffer> {
  return Buffer.from(key.export({ format: 'jwk' }).x ?? '', 'base64url');
}

function thumbprint(publicKey: Buffer): string {
  return createHash('sha256')
    .update(JSON.stringify(publicJwk(publicKey)))
    .digest('base64url');
}
