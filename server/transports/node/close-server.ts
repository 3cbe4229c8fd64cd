import type { Server } from 'node:http';
import type { Server as Door } from 'node:net';

const SWEEP_MS = 100;

/**
 * Stops accepting, lets requests in flight finish for at most `graceMs`, then cuts what is left. Connections
 * kept alive are closed as soon as they are idle.
 * @param doors what accepts connections for it beside it
 */
export async function closeServer(
  server: Server,
  graceMs: number,
  doors: readonly Door[] = [],
): Promise<void> {
  const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
  const cut = setTimeout(() => server.closeAllConnections(), graceMs);
  const closed = [server, ...doors].map((one) => new Promise<void>((resolve) => one.close(() => resolve())));
  server.closeIdleConnections();
  await Promise.all(closed);
  clearInterval(sweep);
  clearTimeout(cut);
}
