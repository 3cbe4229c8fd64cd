import { Fault } from '../../canonical/fault.ts';
import type { Cancellation } from '../../gateway/cancellation.ts';
import { bodyTooLarge } from '../../gateway/ingress/read-json-bytes.ts';

/**
 * The whole body of a request; empty when there is none.
 * @throws Fault body_too_large once there are more bytes, and nothing after them is read; invalid_request when
 * it breaks off; the reason when cancelled
 */
export async function readBody(
  request: Request,
  mostBytes: number,
  cancellation?: Cancellation,
): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = request.body?.getReader();
  const stop = () => void reader?.cancel().catch(() => undefined);
  cancellation?.listen(stop);
  try {
    for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
      length += read.value.length;
      if (length > mostBytes) break;
      chunks.push(read.value);
    }
  } catch (cause) {
    throw cancellation?.reason ?? new Fault('invalid_request', 'The body broke off.', { cause });
  }
  if (cancellation?.reason) throw cancellation.reason;
  if (length <= mostBytes) return Buffer.concat(chunks, length);
  stop();
  throw bodyTooLarge(mostBytes);
}
