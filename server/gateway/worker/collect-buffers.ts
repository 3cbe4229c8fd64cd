import type { FromThread } from './tasks.ts';

/** Shorter ones are views on a pool that others use, and cheap to copy. */
const shortest = 64 * 1024;

/** The buffers of an answer that are handed over instead of being copied; the thread has no more use for them. */
export function collectBuffers(answer: FromThread): ArrayBuffer[] {
  if (answer.type !== 'done' || answer.output === null || typeof answer.output !== 'object') return [];
  if (answer.output instanceof Uint8Array) return bufferOf(answer.output);
  if ('body' in answer.output) return bufferOf(answer.output.body);
  return 'reading' in answer.output ? bufferOf(answer.output.bytes) : [];
}

function bufferOf(bytes: Uint8Array | null): ArrayBuffer[] {
  const isWhole = bytes !== null && bytes.length >= shortest && bytes.length === bytes.buffer.byteLength;
  return isWhole && bytes.buffer instanceof ArrayBuffer ? [bytes.buffer] : [];
}
