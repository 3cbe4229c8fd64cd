import { Readable } from 'node:stream';

/** Bodies longer than this are not left with the connection until the answer ends. */
export const LARGE_BODY_BYTES = 256 * 1024;
const SLICE_BYTES = 64 * 1024;

/** A body slice by slice, as the connection takes it. Nothing is held once the last has been taken. */
export function sendOnce(body: Buffer): Readable {
  return Readable.from(slicesOf(body), { objectMode: false });
}

function* slicesOf(body: Buffer): Generator<Buffer> {
  for (let start = 0; start < body.length; start += SLICE_BYTES) {
    yield body.subarray(start, start + SLICE_BYTES);
  }
}
