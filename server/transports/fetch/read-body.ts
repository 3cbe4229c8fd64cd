import { Fault } from '../../canonical/fault.ts';
import { ByteList } from '../../gateway/byte-list.ts';
import type { Cancellation } from '../../gateway/cancellation.ts';
import { bodyTooLarge } from '../../gateway/ingress/body-too-large.ts';
import type { Holding } from '../../gateway/shares/holding.ts';
import { joinBytes } from '../../gateway/worker/gather-bytes.ts';

export interface ReadBodyOptions {
  cancellation?: Cancellation;
  /** Every byte is taken from it before it is kept. */
  holding?: Holding;
}

/**
 * The whole body of a request; empty when there is none.
 * @throws Fault body_too_large once there are more bytes, and nothing after them is read; what the holding refuses
 * with; invalid_request when it breaks off; the reason when cancelled
 */
export async function readBody(
  request: Request,
  mostBytes: number,
  { cancellation, holding }: ReadBodyOptions = {},
): Promise<Buffer> {
  const received = new ByteList();
  const reader = request.body?.getReader();
  const stop = () => void reader?.cancel().catch(() => undefined);
  cancellation?.listen(stop);
  try {
    for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
      const { buffer, byteOffset, length } = read.value;
      if (received.length + length > mostBytes) throw bodyTooLarge(mostBytes);
      holding?.take(length);
      received.push(Buffer.from(buffer, byteOffset, length));
    }
  } catch (cause) {
    if (cancellation?.reason) throw cancellation.reason;
    if (!(cause instanceof Fault)) throw new Fault('invalid_request', 'The body broke off.', { cause });
    stop();
    throw cause;
  }
  if (cancellation?.reason) throw cancellation.reason;
  const bytes = received.length;
  return joinBytes(received.takeChunks(), bytes);
}
