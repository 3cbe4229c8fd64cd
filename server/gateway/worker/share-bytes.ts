import { gatherBytes } from './gather-bytes.ts';

/** The bytes in memory that several threads can see; the same where they are in such already. */
export async function shareBytes(bytes: Buffer): Promise<Buffer> {
  return bytes.buffer instanceof SharedArrayBuffer ? bytes : gatherBytes([bytes]);
}
