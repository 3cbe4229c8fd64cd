import { Fault } from '../../canonical/fault.ts';
import type { GatewayRequest } from '../message.ts';
import { bodyTooLarge } from './body-too-large.ts';
import { type ExpandingFor, expandBody } from './expand-body.ts';

/**
 * The body as JSON text: declared as JSON (or as nothing), decompressed within the same limit as a plain one.
 * Answers at once for a plain body. Throws `unsupported_media_type`, `body_too_large` or `invalid_request`, and what
 * {@link expandBody} rejects with.
 */
export function readJsonBytes(
  { headers }: GatewayRequest,
  body: Buffer,
  maxBodyBytes: number,
  expandingFor: ExpandingFor,
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
    : expandBody(body, String(encoding), maxBodyBytes, expandingFor);
}

function isJson(contentType: string): boolean {
  const [type = ''] = contentType.split(';', 1);
  return /^\s*(?:application|text)\/(?:[\w.-]+\+)?json\s*$/i.test(type);
}
