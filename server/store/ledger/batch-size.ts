import type { LedgerEntry } from './entry.ts';

/** Prompts and answers of a batch, so that no statement grows with what clients send. */
const MOST_CONTENT_CHARACTERS = 4 * 1024 * 1024;

/** How many of these share a batch: one at least, `most` at most, and no more content than is good for a statement. */
export function batchSize(entries: readonly LedgerEntry[], most: number): number {
  let characters = 0;
  let size = 0;
  for (const { content } of entries) {
    if (content) characters += content.request.length + content.response.length;
    if (size > 0 && (size >= most || characters > MOST_CONTENT_CHARACTERS)) break;
    size++;
  }
  return size;
}
