import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, type ZlibOptions } from 'node:zlib';
import { Fault } from '../../canonical/fault.ts';
import type { GatewayRequest } from '../message.ts';

const decompressors: Record<string, (bytes: Buffer, options: ZlibOptions) => Promise<Buffer>> = {
  gzip: promisify<Buffer, ZlibOptions, Buffer>(gunzip),
  'x-gzip': promisify<Buffer, ZlibOptions, Buffer>(gunzip),
  deflate: promisify<Buffer, ZlibOptions, Buffer>(inflate),
  br: promisify<Buffer, ZlibOptions, Buffer>(brotliDecompress),
};

/**
 * The body as JSON text: declared as JSON (or as nothing), decompressed within the same limit as a plain one.
 * Answers at once for a plain body. Throws `unsupported_media_type`, `body_too_large` or `invalid_request`.
 */
export function readJsonBytes(
  { headers }: GatewayRequest,
  body: Buffer,
  maxBodyBytes: number,
): Buffer | Promise<Buffer> {
  const type = headers['content-type'];
  if (typeof type === 'string' && type !== 'application/json' && !isJson(type)) {
    throw new Fault(
      'unsupported_media_type',
      `Send the body as content-type: application/json, not ${JSON.stringify(type.slice(0, 100))}.`,
    );
  }
  if (body.length > maxBodyBytes) throw bodyTooLarge(maxBodyBytes);
  const encoding = headers['content-encoding'];
  return encoding === undefined || encoding === 'identity'
    ? body
    : decompress(body, String(encoding), maxBodyBytes);
}

/** The refusal of a body beyond the limit, for transports that notice it first. */
export function bodyTooLarge(maxBodyBytes: number): Fault {
  return new Fault('body_too_large', `The body is larger than ${maxBodyBytes} bytes.`);
}

function isJson(contentType: string): boolean {
  const [type = ''] = contentType.split(';', 1);
  return /^\s*(?:application|text)\/(?:[\w.-]+\+)?json\s*$/i.test(type);
}

async function decompress(bytes: Buffer, encoding: string, maxBodyBytes: number): Promise<Buffer> {
  const decompressor = decompressors[encoding.trim().toLowerCase()];
  if (!decompressor) {
    throw new Fault(
      'unsupported_media_type',
      `The content-encoding ${JSON.stringify(encoding.slice(0, 40))} is not known; use gzip, deflate, br or none.`,
    );
  }
  try {
    return await decompressor(bytes, { maxOutputLength: maxBodyBytes });
  } catch (error) {
    if (error instanceof RangeError) throw bodyTooLarge(maxBodyBytes);
    throw new Fault('invalid_request', `The body is not valid ${encoding}.`, { cause: error });
  }
}
