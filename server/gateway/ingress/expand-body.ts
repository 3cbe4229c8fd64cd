import type { Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, type ZlibOptions } from 'node:zlib';
import { Fault } from '../../canonical/fault.ts';
import type { Cancellation } from '../cancellation.ts';
import type { Holding } from '../shares/holding.ts';
import { bodyTooLarge } from './body-too-large.ts';

const CHUNK_BYTES = 64 * 1024;

const decompressors: Record<string, (options: ZlibOptions) => Transform> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/** The request that a body is expanded for. */
export interface ExpandingFor {
  holding: Holding;
  cancellation: Cancellation;
}

/**
 * Decompresses a body bit by bit; each bit is taken from the holding before the next is made. The compressed bytes
 * are given back. Rejects with `unsupported_media_type` for what it cannot undo or would have to undo more than once,
 * `body_too_large` as soon as there is more than the limit, `invalid_request` for what is not compressed as it says,
 * the holding's refusal when there is no room, and the reason when cancelled.
 */
export async function expandBody(
  bytes: Buffer,
  encoding: string,
  maxBodyBytes: number,
  { holding, cancellation }: ExpandingFor,
): Promise<Buffer> {
  const decompressor = decompressorFor(encoding)({ chunkSize: CHUNK_BYTES });
  cancellation.listen((reason) => decompressor.destroy(reason));
  const chunks: Buffer[] = [];
  let length = 0;
  decompressor.end(bytes);
  try {
    for await (const chunk of decompressor) {
      length += chunk.length;
      if (length > maxBodyBytes) throw bodyTooLarge(maxBodyBytes);
      holding.take(chunk.length);
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof Fault) throw error;
    throw new Fault('invalid_request', `The body is not valid ${encoding}.`, { cause: error });
  }
  holding.give(bytes.length);
  return Buffer.concat(chunks, length);
}

function decompressorFor(encoding: string): (options: ZlibOptions) => Transform {
  const names = encoding.split(',').map((name) => name.trim().toLowerCase());
  const [name = ''] = names;
  if (names.length > 1) {
    throw new Fault(
      'unsupported_media_type',
      'The body is encoded more than once; use one content-encoding: gzip, deflate, br or none.',
    );
  }
  // Not what every object inherits.
  if (Object.hasOwn(decompressors, name) && decompressors[name]) return decompressors[name];
  throw new Fault(
    'unsupported_media_type',
    `The content-encoding ${JSON.stringify(encoding.slice(0, 40))} is not known; use gzip, deflate, br or none.`,
  );
}
