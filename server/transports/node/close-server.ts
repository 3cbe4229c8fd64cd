import type { Server } from 'node:http';
import { Server as Acceptor, type Server as Door } from 'node:net';

const SWEEP_MS = 100;

/**
 * Stops accepting, lets requests in flight finish for at most `graceMs`, then cuts what is left. Connections
 * kept alive are closed as soon as they are idle, or asked for something once more.
 * @param doors what accepts connections for it beside it
 * @param askAgainMs how long idle ones stay open first: a client that is about to use one would see its request fail
 */
export async function closeServer(
  server: Server,
  graceMs: number,
  doors: readonly Door[] = [],
  askAgainMs = 0,
): Promise<void> {
  const keptUntil = performance.now() + askAgainMs;
  const closeIdle = () => performance.now() >= keptUntil && server.closeIdleConnections();
  server.prependListener('request', (_request, response) => response.setHeader('connection', 'close'));
  const sweep = setInterval(closeIdle, SWEEP_MS);
  const cut = setTimeout(() => server.closeAllConnections(), graceMs);
  // Not the HTTP server's own, which closes idle connections at once.
  const { close } = Acceptor.prototype;
  const closed = [server, ...doors].map(
    (one) => new Promise<void>((resolve) => close.call(one, () => resolve())),
  );
  closeIdle();
  await Promise.all(closed);
  clearInterval(sweep);
  clearTimeout(cut);
}
