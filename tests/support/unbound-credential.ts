import { createCipheriv, randomBytes } from 'node:crypto';
import { type KeyRing, keyRing } from '../../server/platform/crypto/key-ring.ts';

/** A credential as older versions sealed it: nonce, tag, ciphertext, bound to no row. */
export function sealUnbound(plaintext: string, ring: KeyRing = keyRing()) {
  const [key] = ring;
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key.bytes, nonce);
  const ciphertext = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final()]);
  return { bytes: Buffer.concat([nonce, cipher.getAuthTag(), ciphertext]), keyId: key.id };
}
