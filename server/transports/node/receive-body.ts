import type { IncomingMessage } from 'node:http';
import { Fault } from '../../canonical/fault.ts';
import { ByteList } from '../../gateway/byte-list.ts';
import { bodyTooLarge } from '../../gateway/ingress/body-too-large.ts';
import type { GatewayRequest } from '../../gateway/message.ts';
import { joinBytes } from '../../gateway/worker/gather-bytes.ts';

/** Chunks of a body that fits in so many bytes are taken as they come. */
const unpacedBytes = 64 * 1024;
/** Between two chunks of a body that nobody wants. */
const drainPauseMs = 10;
/** How much of a body that is refused anyway is read and thrown away, so that the client gets to see why. */
const maxDrainBytes = 64 * 1024 * 1024;

/** A request's body on its way in. */
export interface IncomingBody {
  read: GatewayRequest['readBody'];
  /** What has not been read by now is not wanted any more. */
  discard(): void;
}

/** Receives a request's body, once it is asked for: until then it waits in the socket, and its sender with it. */
export function receiveBody(incoming: IncomingMessage, maxBodyBytes: number): IncomingBody {
  const received = new ByteList();
  /** Reads it, or throws it away. */
  let onChunk: ((chunk: Buffer) => void) | null = null;

  const listen = (next: (chunk: Buffer) => void) => {
    if (!onChunk) incoming.on('data', (chunk: Buffer) => onChunk?.(chunk));
    onChunk = next;
  };
  const discard = () => {
    received.clear();
    if (incoming.readableEnded || incoming.destroyed) return;
    let drained = 0;
    listen((chunk) => {
      drained += chunk.length;
      if (drained > maxBodyBytes + maxDrainBytes) incoming.destroy();
      else if (drained > unpacedBytes) pauseFor(incoming, (resume) => setTimeout(resume, drainPauseMs));
    });
  };

  return {
    discard,
    read: (cancellation, holding) =>
      new Promise((resolve, reject) => {
        const fail = (reason: unknown) => {
          discard();
          reject(reason);
        };
        if (Number(incoming.headers['content-length']) > maxBodyBytes) {
          fail(bodyTooLarge(maxBodyBytes));
          return;
        }
        listen((chunk) => {
          try {
            if (received.length + chunk.length > maxBodyBytes) throw bodyTooLarge(maxBodyBytes);
            holding.take(chunk.length);
            received.push(chunk);
            // A socket is read as long as it has something: several megabytes in one turn of the event loop.
            if (received.length > unpacedBytes) pauseFor(incoming, setImmediate);
          } catch (fault) {
            fail(fault);
          }
        });
        incoming.on('end', () => {
          const { length } = received;
          resolve(joinBytes(received.takeChunks(), length));
        });
        incoming.on('error', () => fail(new Fault('client_closed')));
        incoming.on('close', () => {
          if (!incoming.complete) fail(new Fault('client_closed'));
        });
        cancellation.listen(fail);
      }),
  };
}

/** Lets others have their turn before the next chunk comes. */
function pauseFor(incoming: IncomingMessage, later: (resume: () => void) => unknown): void {
  incoming.pause();
  later(() => incoming.resume());
}
