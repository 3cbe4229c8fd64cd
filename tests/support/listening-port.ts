import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** Above well-known ports, and below those that systems give to connections that go out. */
const [LOWEST, BEYOND] = [10_000, 30_000];

/**
 * A port that nobody listens on, for a process that is about to. Not one that the system would choose: it may give the
 * same to somebody's connection meanwhile.
 */
export async function listeningPort(): Promise<number> {
  for (;;) {
    const port = randomInt(LOWEST, BEYOND);
    const server = createServer().listen(port);
    try {
      await once(server, 'listening');
    } catch {
      // Somebody listens there.
      continue;
    }
    server.close();
    await once(server, 'close');
    return port;
  }
}
