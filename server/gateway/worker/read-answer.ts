import type { Bridge, WholeAnswer } from '../bridge/bridge.ts';
import type { CodecWorker, TaskOwner } from './codec-worker.ts';
import { isHeavy } from './heavy.ts';
import { shareBytes } from './share-bytes.ts';

/**
 * A whole answer of the upstream, as the client is to have it; a long one is read in the codec thread. Throws, or
 * rejects with, a Fault where the bytes are no answer.
 */
export function readAnswer(
  bridge: Bridge,
  bytes: Buffer,
  worker: CodecWorker,
  owner: TaskOwner,
): WholeAnswer | Promise<WholeAnswer> {
  return isHeavy(bytes) ? readRemotely(bridge, bytes, worker, owner) : bridge.readWhole(bytes);
}

async function readRemotely(
  bridge: Bridge,
  bytes: Buffer,
  worker: CodecWorker,
  owner: TaskOwner,
): Promise<WholeAnswer> {
  const shared = await shareBytes(bytes);
  const read = await worker.do('read-answer', { recipe: bridge.recipe(), bytes: shared }, owner);
  const { text, ...reading } = read.reading;
  const shown = read.bytes;
  return {
    bytes: shown === null ? shared : Buffer.from(shown.buffer, shown.byteOffset, shown.length),
    reading: { ...reading, fault: null, text: () => text },
    losses: read.losses,
  };
}
