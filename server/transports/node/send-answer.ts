import type { ServerResponse } from 'node:http';
import type { GatewayResponse } from '../../gateway/message.ts';

/**
 * Writes an answer, a stream no faster than the client takes it. Who has not taken a stream by its deadline, or the
 * rest that is on its way when all is written within another `restMs`, is cut off.
 */
export async function sendAnswer(
  { status, headers, body, deadlineMs }: GatewayResponse,
  outgoing: ServerResponse,
  restMs: number,
): Promise<void> {
  if (Buffer.isBuffer(body)) {
    if (status !== 204) headers['content-length'] = String(body.length);
    outgoing.writeHead(status, headers);
    outgoing.end(body);
  } else {
    outgoing.writeHead(status, headers);
    for await (const chunk of body) {
      if (outgoing.destroyed) return;
      if (!outgoing.write(chunk)) await drained(outgoing, deadlineMs);
      if (outgoing.destroyed) return;
    }
    outgoing.end();
  }
  if (outgoing.writableLength > 0) cutAfter(outgoing, restMs);
}

/** Resolves when more may be written, or never will; at the deadline the latter. */
function drained(outgoing: ServerResponse, deadlineMs: number | undefined): Promise<void> {
  return new Promise((resolve) => {
    const timer =
      deadlineMs === undefined
        ? undefined
        : setTimeout(() => outgoing.destroy(), Math.max(0, deadlineMs - performance.now()));
    const done = () => {
      clearTimeout(timer);
      outgoing.off('drain', done);
      outgoing.off('close', done);
      resolve();
    };
    outgoing.on('drain', done);
    outgoing.on('close', done);
    if (outgoing.destroyed) done();
  });
}

function cutAfter(outgoing: ServerResponse, milliseconds: number): void {
  const timer = setTimeout(() => outgoing.destroy(), milliseconds);
  outgoing.on('close', () => clearTimeout(timer));
}
