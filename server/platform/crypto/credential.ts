import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { type KeyRing, keyRing } from './key-ring.ts';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * How credentials begin that are bound to their place. Those sealed before there was such a thing begin with their
 * nonce, and open anywhere; the job `credential-seals` seals them anew.
 */
export const BOUND_SEAL = Buffer.from('hdl2');

/** A credential that can only be read with the key it names, and only in its place. */
export interface SealedCredential {
  /** `hdl2`, nonce (12 bytes), tag (16), ciphertext. */
  bytes: Buffer<ArrayBuffer>;
  keyId: string;
}

/**
 * The row a credential belongs to. It takes part in the encryption: copied to another row, or another tenant's, by
 * whoever may write to the database, the credential does not open. UUIDs in lower case, as Postgres writes them.
 */
export interface CredentialPlace {
  tenantId: string;
  channelId: string;
}

/** A sealed credential could not be opened: its key is not in the ring, it is another place's, or was changed. */
export class CredentialError extends Error {
  override readonly name = 'CredentialError';
}

/** Encrypts with AES-256-GCM under the ring's first key. */
export function sealCredential(
  plaintext: string,
  place: CredentialPlace,
  ring: KeyRing = keyRing(),
): SealedCredential {
  const [key] = ring;
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key.bytes, nonce);
  cipher.setAAD(associatedData(place));
  const ciphertext = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final()]);
  return { bytes: Buffer.concat([BOUND_SEAL, nonce, cipher.getAuthTag(), ciphertext]), keyId: key.id };
}

/** @throws CredentialError */
export function openCredential(
  bytes: Uint8Array,
  keyId: string,
  place: CredentialPlace,
  ring: KeyRing = keyRing(),
): string {
  const key = ring.find((candidate) => candidate.id === keyId);
  if (!key) {
    throw new CredentialError(
      `No encryption key ${keyId}: it must stay in HEDDLE_ENCRYPTION_KEY while it is in use`,
    );
  }
  const isBound = BOUND_SEAL.equals(bytes.subarray(0, BOUND_SEAL.length));
  const opened =
    (isBound ? decrypt(bytes.subarray(BOUND_SEAL.length), key.bytes, associatedData(place)) : null) ??
    // Of four thousand million nonces one begins like that, too.
    decrypt(bytes, key.bytes, null);
  if (opened === null) {
    throw new CredentialError(
      `The credential does not open with encryption key ${keyId}, or was not sealed for this channel`,
    );
  }
  return opened;
}

/** Null when it was changed, cut short, or sealed with another key or other associated data. */
function decrypt(sealed: Uint8Array, key: Buffer, associated: Buffer | null): string | null {
  if (sealed.length < NONCE_BYTES + TAG_BYTES) return null;
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  if (associated) decipher.setAAD(associated);
  try {
    const plaintext = decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES));
    return Buffer.concat([plaintext, decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}

function associatedData({ tenantId, channelId }: CredentialPlace): Buffer {
  return Buffer.from(`heddle channel credential\n${tenantId}\n${channelId}`);
}
