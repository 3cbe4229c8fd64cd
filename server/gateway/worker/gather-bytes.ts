import { setImmediate } from 'node:timers/promises';

/** Joined without a pause. */
const mostAtOnce = 1024 * 1024;
/** Copied in one turn of the event loop: a millisecond or two. */
const turnBytes = 2 * 1024 * 1024;
const nothing = Buffer.alloc(0);

/**
 * Chunks in one piece, in memory that several threads can see. Joining tens of mebibytes at once would keep others
 * waiting.
 * @param chunks emptied as they are copied, so that they are not held twice
 */
export async function gatherBytes(chunks: Buffer[]): Promise<Buffer> {
  const length = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  const gathered = Buffer.from(new SharedArrayBuffer(length));
  let at = 0;
  let turn = 0;
  for (let index = 0; index < chunks.length; index++) {
    const chunk = chunks[index] ?? nothing;
    chunks[index] = nothing;
    for (let start = 0; start < chunk.length; start += turnBytes) {
      const copied = chunk.copy(gathered, at, start, start + turnBytes);
      at += copied;
      turn += copied;
      if (turn < turnBytes) continue;
      turn = 0;
      await setImmediate();
    }
  }
  return gathered;
}

/**
 * Chunks in one piece: at once where that takes no time worth telling, and else as {@link gatherBytes} does.
 * @param chunks emptied where they are gathered
 * @param length of all of them
 */
export function joinBytes(chunks: Buffer[], length: number): Buffer | Promise<Buffer> {
  if (chunks.length <= 1) return chunks[0] ?? nothing;
  return length > mostAtOnce ? gatherBytes(chunks) : Buffer.concat(chunks, length);
}
