import type { IncomingMessage, ServerResponse } from 'node:http';
import { Fault } from '../../canonical/fault.ts';
import { type LargeBodies, SMALL_BODY_BYTES } from '../../gateway/ingress/large-bodies.ts';
import { bodyTooLarge } from '../../gateway/ingress/read-json-bytes.ts';
import type { GatewayRequest } from '../../gateway/message.ts';

const noBody = Buffer.alloc(0);
/** How much of a body that is refused anyway is read and thrown away, so that the client gets to see why. */
const maxDrainBytes = 64 * 1024 * 1024;

export interface ReceiveOptions {
  maxBodyBytes: number;
  largeBodies: LargeBodies;
}

/** A request's body on its way in. */
export interface IncomingBody {
  read: GatewayRequest['readBody'];
  /** What has not been read by now is not wanted any more. */
  discard(): void;
}

/**
 * Receives a request's body: a small one for anybody, a large one only once it is asked for, and while there is
 * room; the room is given back when the response is closed.
 */
export function receiveBody(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  { maxBodyBytes, largeBodies }: ReceiveOptions,
): IncomingBody {
  const chunks: Buffer[] = [];
  let length = 0;
  let taken = 0;
  /** The body, or why there is none. */
  let outcome: Buffer | Fault | null = null;
  let isDiscarded = false;
  let tellReader: ((outcome: Buffer | Fault) => void) | null = null;

  const finish = (result: Buffer | Fault) => {
    if (outcome) return;
    outcome = result;
    if (result instanceof Fault) discard();
    tellReader?.(result);
  };
  const discard = () => {
    isDiscarded = true;
    chunks.length = 0;
    if (incoming.isPaused()) incoming.resume();
  };
  const takeRoom = () => {
    // Nobody would give it back.
    if (outgoing.destroyed) return;
    if (largeBodies.take(length - taken)) taken = length;
    else finish(new Fault('unavailable', 'Too many large requests at the same time. Try again.'));
  };

  if (Number(incoming.headers['content-length']) > maxBodyBytes) finish(bodyTooLarge(maxBodyBytes));
  incoming.on('data', (chunk: Buffer) => {
    length += chunk.length;
    if (isDiscarded) {
      if (length > maxBodyBytes + maxDrainBytes) incoming.destroy();
    } else if (length > maxBodyBytes) {
      finish(bodyTooLarge(maxBodyBytes));
    } else {
      chunks.push(chunk);
      if (length <= SMALL_BODY_BYTES) return;
      if (tellReader) takeRoom();
      else incoming.pause();
    }
  });
  incoming.on('end', () => {
    const [only = noBody] = chunks;
    finish(chunks.length > 1 ? Buffer.concat(chunks, length) : only);
  });
  incoming.on('error', () => finish(new Fault('client_closed')));
  incoming.on('close', () => {
    if (!incoming.complete) finish(new Fault('client_closed'));
  });
  outgoing.on('close', () => largeBodies.release(taken));

  return {
    discard,
    read: (cancellation) =>
      new Promise((resolve, reject) => {
        tellReader = (result) => (result instanceof Fault ? reject(result) : resolve(result));
        if (outcome) {
          tellReader(outcome);
          return;
        }
        cancellation.listen(finish);
        if (length <= SMALL_BODY_BYTES) return;
        takeRoom();
        incoming.resume();
      }),
  };
}
