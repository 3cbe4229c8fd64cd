import { Fault } from '../../canonical/fault.ts';
import { bodyTooLarge } from '../../gateway/ingress/read-json-bytes.ts';

/**
 * The whole body of a request; empty when there is none.
 * @throws Fault body_too_large once there are more bytes, and nothing after them is read; invalid_request when
 * it breaks off
 */
export async function readBody(request: Request, mostBytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of request.body ?? []) {
      length += chunk.length;
      // Leaving the loop cancels the rest.
      if (length > mostBytes) throw bodyTooLarge(mostBytes);
      chunks.push(chunk);
    }
  } catch (cause) {
    throw cause instanceof Fault ? cause : new Fault('invalid_request', 'The body broke off.', { cause });
  }
  return Buffer.concat(chunks, length);
}
