import { promisify } from 'node:util';
import { zstdCompress, zstdDecompress } from 'node:zlib';
import { openBytes, type SealedBytes, sealBytes } from '../../platform/crypto/seal.ts';
import { type IdempotencyClaim, MOST_KEPT_BYTES } from '../idempotency.ts';

const compress = promisify(zstdCompress);
const expand = promisify(zstdDecompress);

/** Whose an answer is. */
type AnswerPlace = Pick<IdempotencyClaim, 'tenantId' | 'apiKeyId' | 'keyHash'>;

/** Compresses an answer, of which streams have much to spare, and encrypts it for its place. */
export async function sealAnswer(body: Buffer, place: AnswerPlace): Promise<SealedBytes> {
  return sealBytes(await compress(body), placeOf(place));
}

/** @throws SealError where it does not open */
export async function openAnswer(bytes: Buffer, keyId: string, place: AnswerPlace): Promise<Buffer> {
  return expand(openBytes(bytes, keyId, placeOf(place)), { maxOutputLength: MOST_KEPT_BYTES });
}

function placeOf({ tenantId, apiKeyId, keyHash }: AnswerPlace): string {
  return `heddle idempotent answer\n${tenantId}\n${apiKeyId}\n${keyHash.toString('hex')}`;
}
