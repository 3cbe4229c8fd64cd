import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { StartError } from './start-error.ts';

/** A gateway that is just shutting down may hold the port for a moment longer. */
const PATIENCE_MS = 1_500;
const RETRY_MS = 150;

/** @throws StartError when somebody else listens on the port, or this user may not */
export async function checkPort(port: number, host: string | undefined): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const code = await tryToListen(port, host);
    if (code === null) return;
    if (code !== 'EADDRINUSE') {
      throw new StartError(
        `Cannot listen on ${host ? `${host}:` : 'port '}${port} (${code}). Choose another: PORT=3001 npm start`,
      );
    }
    if (Date.now() > deadline) {
      throw new StartError(
        `Port ${port} is taken by another program. Choose another: PORT=${port === 65_535 ? 3001 : port + 1} npm start`,
      );
    }
    await delay(RETRY_MS);
  }
}

function tryToListen(port: number, host: string | undefined): Promise<string | null> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    probe.listen(port, host, () => probe.close(() => resolve(null)));
  });
}
