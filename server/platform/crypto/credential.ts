import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { type KeyRing, keyRing } from './key-ring.ts';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** A credential that can only be read with the key it names. */
export interface SealedCredential {
  /** Nonce (12 bytes), tag (16), ciphertext. */
  bytes: Buffer;
  keyId: string;
}

/** A sealed credential could not be opened: its key is not in the ring, or the bytes were changed. */
export class CredentialError extends Error {
  override readonly name = 'CredentialError';
}

/** Encrypts with AES-256-GCM under the ring's first key. */
export function sealCredential(plaintext: string, ring: KeyRing = keyRing()): SealedCredential {
  const [key] = ring;
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key.bytes, nonce);
  const ciphertext = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final()]);
  return { bytes: Buffer.concat([nonce, cipher.getAuthTag(), ciphertext]), keyId: key.id };
}

/** @throws CredentialError */
export function openCredential(bytes: Uint8Array, keyId: string, ring: KeyRing = keyRing()): string {
  const key = ring.find((candidate) => candidate.id === keyId);
  if (!key) {
    throw new CredentialError(
      `No encryption key ${keyId}: it must stay in HEDDLE_ENCRYPTION_KEY while it is in use`,
    );
  }
  if (bytes.length < NONCE_BYTES + TAG_BYTES) throw new CredentialError('The sealed credential is cut short');
  const decipher = createDecipheriv('aes-256-gcm', key.bytes, bytes.subarray(0, NONCE_BYTES));
  decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  try {
    const plaintext = decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES));
    return Buffer.concat([plaintext, decipher.final()]).toString('utf8');
  } catch (cause) {
    throw new CredentialError(`The credential does not open with encryption key ${keyId}`, { cause });
  }
}
