import { openBytes, type SealedBytes, sealBytes } from './seal.ts';

/** The API key whose requests it signs. */
export interface SigningKey {
  tenantId: string;
  keyId: string;
}

/** Encrypts the secret of a key's signatures for that key. */
export function sealSigningSecret(secret: string, key: SigningKey): SealedBytes {
  return sealBytes(Buffer.from(secret), placeOf(key));
}

/** @throws SealError */
export function openSigningSecret(bytes: Uint8Array, sealedBy: string, key: SigningKey): Buffer {
  return openBytes(bytes, sealedBy, placeOf(key));
}

function placeOf({ tenantId, keyId }: SigningKey): string {
  return `heddle signing secret\n${tenantId}\n${keyId}`;
}
