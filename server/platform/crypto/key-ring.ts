import { createHash, randomBytes } from 'node:crypto';
import path from 'node:path';
import { environment } from '../env.ts';
import { secretFromFile } from './secret-file.ts';

/** An AES-256 key and its name: the first eight hex digits of the key's SHA-256. */
export interface EncryptionKey {
  id: string;
  /** 32 bytes. */
  bytes: Buffer;
}

/** The first key seals; all of them open. Never empty. */
export type KeyRing = readonly [EncryptionKey, ...EncryptionKey[]];

/** Names raw keys of 32 bytes and puts them in a ring, in the order given. */
export function makeKeyRing(keys: readonly Buffer[]): KeyRing {
  const [first, ...others] = keys.map((bytes) => ({
    id: createHash('sha256').update(bytes).digest('hex').slice(0, 8),
    bytes,
  }));
  if (!first) throw new Error('A key ring needs at least one key');
  return [first, ...others];
}

let loaded: KeyRing | undefined;

/** This deployment's keys: HEDDLE_ENCRYPTION_KEY, or else one made once in the deployment's home. */
export function keyRing(): KeyRing {
  loaded ??= makeKeyRing(environment().encryptionKeys ?? [keyFromHome()]);
  return loaded;
}

function keyFromHome(): Buffer {
  const file = path.join(environment().home, 'encryption.key');
  const key = Buffer.from(
    secretFromFile(file, () => randomBytes(32).toString('base64')),
    'base64',
  );
  if (key.length !== 32) throw new Error(`${file} holds ${key.length} bytes; expected 32 bytes in base64`);
  return key;
}
