import type { Server } from 'node:http';

const SWEEP_MS = 100;

/**
 * Stops accepting, lets requests in flight finish for at most `graceMs`, then cuts what is left. Connections
 * kept alive are closed as soon as they are idle.
 */
export function closeServer(server: Server, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
    const cut = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close(() => {
      clearInterval(sweep);
      clearTimeout(cut);
      resolve();
    });
    server.closeIdleConnections();
  });
}
