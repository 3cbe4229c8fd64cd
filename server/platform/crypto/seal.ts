import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { type KeyRing, keyRing } from './key-ring.ts';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** How sealed bytes begin that are bound to their place. */
export const BOUND_SEAL = Buffer.from('hdl2');

/** What can only be read with the key it names, and only in its place. */
export interface SealedBytes {
  /** `hdl2`, nonce (12 bytes), tag (16), ciphertext. */
  bytes: Buffer<ArrayBuffer>;
  keyId: string;
}

/** Sealed bytes could not be opened: their key is not in the ring, they are another place's, or were changed. */
export class SealError extends Error {
  override readonly name = 'SealError';
}

/**
 * Encrypts with AES-256-GCM under the ring's first key.
 * @param place names what the bytes are and whose; it takes part in the encryption, so that they open nowhere else
 */
export function sealBytes(plaintext: Uint8Array, place: string, ring: KeyRing = keyRing()): SealedBytes {
  const [key] = ring;
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key.bytes, nonce);
  cipher.setAAD(Buffer.from(place));
  const ciphertext = [cipher.update(plaintext), cipher.final()];
  return { bytes: Buffer.concat([BOUND_SEAL, nonce, cipher.getAuthTag(), ...ciphertext]), keyId: key.id };
}

/** @throws SealError */
export function openBytes(
  bytes: Uint8Array,
  keyId: string,
  place: string,
  ring: KeyRing = keyRing(),
): Buffer {
  const key = findSealingKey(ring, keyId);
  const isBound = BOUND_SEAL.equals(bytes.subarray(0, BOUND_SEAL.length));
  const opened = isBound ? decrypt(bytes.subarray(BOUND_SEAL.length), key, Buffer.from(place)) : null;
  if (opened === null)
    throw new SealError(`It does not open with encryption key ${keyId}, or is not this place's`);
  return opened;
}

/** @throws SealError */
export function findSealingKey(ring: KeyRing, keyId: string): Buffer {
  const key = ring.find((candidate) => candidate.id === keyId);
  if (key) return key.bytes;
  throw new SealError(`No encryption key ${keyId}: it must stay in HEDDLE_ENCRYPTION_KEY while it is in use`);
}

/** Null when it was changed, cut short, or sealed with another key or other associated data. */
export function decrypt(sealed: Uint8Array, key: Buffer, associated: Buffer | null): Buffer | null {
  if (sealed.length < NONCE_BYTES + TAG_BYTES) return null;
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  if (associated) decipher.setAAD(associated);
  try {
    const plaintext = decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES));
    return Buffer.concat([plaintext, decipher.final()]);
  } catch {
    return null;
  }
}
