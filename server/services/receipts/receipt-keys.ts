import { randomBytes } from 'node:crypto';
import { openBytes, SealError, sealBytes } from '../../platform/crypto/seal.ts';
import { SEED_BYTES, type SigningKey, signingKeyFromSeed } from '../../platform/crypto/signing-key.ts';
import { asPlatform, type Transaction } from '../../platform/db/prisma.ts';
import { environment } from '../../platform/env.ts';
import { createLogger } from '../../platform/logger.ts';

/** How long a process goes on with a key that another one has replaced meanwhile. */
const KEPT_MS = 60_000;

let kept: { key: SigningKey; untilMs: number } | null = null;

/** The key that receipts are signed with now; made on first use. */
export async function currentReceiptKey(): Promise<SigningKey> {
  if (kept && kept.untilMs > Date.now()) return kept.key;
  const key = await asPlatform(findReceiptKey);
  kept = { key, untilMs: Date.now() + KEPT_MS };
  return key;
}

/** Makes a new key in place of the one that signs. Receipts that are signed already stay good. */
export async function replaceReceiptKey(transaction: Transaction): Promise<SigningKey> {
  await transaction.$executeRaw`
    UPDATE receipt_keys SET retired_at = now() WHERE sealed IS NOT NULL AND retired_at IS NULL`;
  kept = null;
  return makeReceiptKey(transaction);
}

async function findReceiptKey(transaction: Transaction): Promise<SigningKey> {
  const [given] = await publishGivenKeys(transaction);
  if (given) return given;
  return (await readReceiptKey(transaction)) ?? (await makeReceiptKey(transaction));
}

/** Those of HEDDLE_RECEIPT_KEY; what they sign can be checked when they are no longer there, too. */
async function publishGivenKeys(transaction: Transaction): Promise<SigningKey[]> {
  const keys = (environment().receiptKeys ?? []).map(signingKeyFromSeed);
  for (const { id, publicKey } of keys) {
    await transaction.$executeRaw`
      INSERT INTO receipt_keys (id, public_key) VALUES (${id}, ${publicKey}) ON CONFLICT DO NOTHING`;
  }
  return keys;
}

async function readReceiptKey(transaction: Transaction): Promise<SigningKey | null> {
  const [row] = await transaction.$queryRaw<{ id: string; sealed: Uint8Array; sealed_with: string }[]>`
    SELECT id, sealed, sealed_with FROM receipt_keys WHERE sealed IS NOT NULL AND retired_at IS NULL`;
  if (!row) return null;
  try {
    return signingKeyFromSeed(openBytes(row.sealed, row.sealed_with, placeOf(row.id)));
  } catch (error) {
    if (!(error instanceof SealError)) throw error;
    createLogger('receipts').warn(
      { reason: error.message },
      'the key of receipts does not open; a new one is made',
    );
    await transaction.$executeRaw`UPDATE receipt_keys SET retired_at = now() WHERE id = ${row.id}`;
    return null;
  }
}

/** Where several make one at the same time, the first one's is the key. */
async function makeReceiptKey(transaction: Transaction): Promise<SigningKey> {
  const seed = randomBytes(SEED_BYTES);
  const key = signingKeyFromSeed(seed);
  const sealed = sealBytes(seed, placeOf(key.id));
  const inserted = await transaction.$executeRaw`
    INSERT INTO receipt_keys (id, public_key, sealed, sealed_with)
    VALUES (${key.id}, ${key.publicKey}, ${sealed.bytes}, ${sealed.keyId}) ON CONFLICT DO NOTHING`;
  const made = inserted === 1 ? key : await readReceiptKey(transaction);
  if (!made) throw new Error('There is no key for receipts');
  return made;
}

function placeOf(keyId: string): string {
  return `heddle receipt key\n${keyId}`;
}
