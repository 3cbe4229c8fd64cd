import type { Exchange } from '../exchange.ts';
import type { AnswerStream } from './bridge.ts';

/**
 * Bytes for the client that a chunk of the upstream amounts to; null when there are none yet. Answers at once, unless
 * other work has filled this turn of the event loop.
 */
export function pushChunk(
  exchange: Exchange,
  stream: AnswerStream,
  chunk: Buffer,
): Buffer | null | Promise<Buffer | null> {
  const push = () => exchange.work('stream', () => stream.push(chunk));
  return exchange.turn()?.then(push) ?? push();
}
