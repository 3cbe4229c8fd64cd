// The pages' process: Next.js on a port of the loopback interface, behind the gateway's process.

import { createServer } from 'node:http';
import path from 'node:path';
import next from 'next';
import { environment } from '../platform/env.ts';
import { createLogger } from '../platform/logger.ts';
import { answerPings } from '../supervisor/answer-pings.ts';
import { tellSupervisor } from '../supervisor/messages.ts';
import { stopRequest } from '../supervisor/stop-request.ts';
import { closeServer } from '../transports/node/close-server.ts';
import { listen } from './listen.ts';

const HOST = '127.0.0.1';
const root = path.resolve(import.meta.dirname, '../..');

const stopRequested = stopRequest();
// Only the gateway's process connects, and ends what it does not use. Were idle connections closed from this side, one
// would now and then be taken for a request in that very moment, and the request be lost.
const server = createServer({ keepAliveTimeout: 0 });
const port = await listen(server, 0, HOST);
const app = next({ dev: process.argv.includes('--dev'), dir: root, hostname: HOST, port });
// Next tells how long reading its configuration took, which is no news to anybody here. Warnings and errors show.
const { log } = console;
console.log = () => undefined;
await app.prepare();
console.log = log;
const handle = app.getRequestHandler();
const upgrade = app.getUpgradeHandler();
const logger = createLogger('pages');
server.on('request', (request, response) => {
  handle(request, response).catch((error: unknown) => {
    logger.error({ err: error }, 'a page failed');
    response.destroy();
  });
});
server.on('upgrade', (request, socket, head) => {
  upgrade(request, socket, head).catch(() => socket.destroy());
});
answerPings();
await tellSupervisor({ type: 'ready', port });

await stopRequested;
await closeServer(server, environment().shutdownTimeoutMs);
process.exit(0);
