import type { Readable } from 'node:stream';

const KEPT_CHARACTERS = 4_000;

/** Passes on what a child writes to its standard error, and keeps the end of it. */
export function keepLastWords(stream: Readable | null): () => string {
  let text = '';
  stream?.on('data', (chunk: Buffer) => {
    process.stderr.write(chunk);
    text = (text + chunk.toString('utf8')).slice(-KEPT_CHARACTERS);
  });
  return () => text.trim();
}
