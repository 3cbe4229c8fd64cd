import type { IncomingMessage, ServerResponse } from 'node:http';
import { Fault } from '../../canonical/fault.ts';
import { type LargeBodies, SMALL_BODY_BYTES } from '../../gateway/ingress/large-bodies.ts';
import { bodyTooLarge } from '../../gateway/ingress/read-json-bytes.ts';

const noBody = Buffer.alloc(0);
/** How much of a body that is refused anyway is read and thrown away, so that the client gets to see why. */
const maxDrainBytes = 64 * 1024 * 1024;

export interface ReceiveOptions {
  maxBodyBytes: number;
  largeBodies: LargeBodies;
  /** Why no large body is taken from this client; null when it is. Asked once, while the client waits. */
  admit(): Promise<Fault | null>;
}

/**
 * Gathers a request's body. A large one is taken only from whom `admit` lets in, and while there is room; the
 * room is given back when the response is closed. Resolves with a Fault when the body is refused; rejects when
 * the client leaves.
 */
export function receiveBody(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  { maxBodyBytes, largeBodies, admit }: ReceiveOptions,
): Promise<Buffer | Fault> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    let taken = 0;
    let isAdmitted = false;
    let refused = false;
    const refuse = (fault: Fault) => {
      refused = true;
      chunks.length = 0;
      resolve(fault);
    };
    const takeRoom = () => {
      // Nobody would give it back.
      if (outgoing.destroyed) return;
      if (largeBodies.take(length - taken)) taken = length;
      else refuse(new Fault('unavailable', 'Too many large requests at the same time. Try again.'));
    };
    const askAdmission = () => {
      incoming.pause();
      admit().then((fault) => {
        isAdmitted = true;
        if (fault) refuse(fault);
        else takeRoom();
        incoming.resume();
      }, reject);
    };
    if (Number(incoming.headers['content-length']) > maxBodyBytes) refuse(bodyTooLarge(maxBodyBytes));
    incoming.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (refused) {
        if (length > maxBodyBytes + maxDrainBytes) incoming.destroy();
        return;
      }
      if (length > maxBodyBytes) {
        refuse(bodyTooLarge(maxBodyBytes));
        return;
      }
      chunks.push(chunk);
      if (length <= SMALL_BODY_BYTES) return;
      if (isAdmitted) takeRoom();
      else askAdmission();
    });
    incoming.on('end', () => {
      const [only = noBody] = chunks;
      resolve(chunks.length > 1 ? Buffer.concat(chunks, length) : only);
    });
    incoming.on('error', reject);
    incoming.on('close', () => {
      if (!incoming.complete) reject(new Error('The client left before its request was complete'));
    });
    outgoing.on('close', () => largeBodies.release(taken));
  });
}
