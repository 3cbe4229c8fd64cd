import { type KeyRing, keyRing } from './key-ring.ts';
import { BOUND_SEAL, decrypt, findSealingKey, SealError, type SealedBytes, sealBytes } from './seal.ts';

/**
 * The row a credential belongs to. It takes part in the encryption: copied to another row, or another tenant's, by
 * whoever may write to the database, the credential does not open. UUIDs in lower case, as Postgres writes them.
 */
export interface CredentialPlace {
  tenantId: string;
  channelId: string;
}

/** Encrypts with AES-256-GCM under the ring's first key. */
export function sealCredential(
  plaintext: string,
  place: CredentialPlace,
  ring: KeyRing = keyRing(),
): SealedBytes {
  return sealBytes(Buffer.from(plaintext), associatedData(place), ring);
}

/**
 * Those sealed before they were bound to a place begin with their nonce, and open anywhere; the job
 * `credential-seals` seals them anew.
 * @throws SealError
 */
export function openCredential(
  bytes: Uint8Array,
  keyId: string,
  place: CredentialPlace,
  ring: KeyRing = keyRing(),
): string {
  const key = findSealingKey(ring, keyId);
  const isBound = BOUND_SEAL.equals(bytes.subarray(0, BOUND_SEAL.length));
  const opened =
    (isBound ? decrypt(bytes.subarray(BOUND_SEAL.length), key, Buffer.from(associatedData(place))) : null) ??
    // Of four thousand million nonces one begins like that, too.
    decrypt(bytes, key, null);
  if (opened === null) {
    throw new SealError(
      `The credential does not open with encryption key ${keyId}, or was not sealed for this channel`,
    );
  }
  return opened.toString('utf8');
}

function associatedData({ tenantId, channelId }: CredentialPlace): string {
  return `heddle channel credential\n${tenantId}\n${channelId}`;
}
