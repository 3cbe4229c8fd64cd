import {
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type RequestListener,
  type Server,
} from 'node:http';
import { createHealthCheck } from '../../../server/platform/health.ts';
import { listen } from '../../../server/processes/listen.ts';
import { closeServer } from '../../../server/transports/node/close-server.ts';
import { createFrontListener } from '../../../server/transports/node/front-listener.ts';
import { createPagesProxy } from '../../../server/transports/node/pages-proxy.ts';
import { sampleState } from '../../support/gateway-state.ts';

/** The public port, before a gateway that says `gateway`, and pages that are still starting. */
export interface FrontUnderTest {
  server: Server;
  port: number;
  /** Starts a pages' process that answers so, and tells the front about it. */
  startPages(listener: RequestListener): Promise<Server>;
  get(
    path: string,
    headers?: Record<string, string>,
    method?: string,
  ): Promise<IncomingMessage & { text: string }>;
  close(): Promise<void>;
}

/** @param options.database what health asks of the database */
export async function startFront(
  options: { trustProxy?: boolean; database?: () => Promise<void> } = {},
): Promise<FrontUnderTest> {
  const { trustProxy = false, database = async () => undefined } = options;
  const servers: Server[] = [];
  const serve = async (listener: RequestListener) => {
    const server = createServer(listener);
    servers.push(server);
    return { server, port: await listen(server, 0, '127.0.0.1') };
  };
  const pages = createPagesProxy({ trustProxy });
  const health = createHealthCheck({ database });
  const gateway: RequestListener = (_request, response) => response.end('gateway');
  const front = await serve(createFrontListener({ gateway, pages, health, state: () => sampleState }));
  front.server.on('upgrade', pages.upgrade);
  return {
    ...front,
    async startPages(listener) {
      const { server, port } = await serve(listener);
      pages.setPort(port);
      return server;
    },
    get: (path, headers = {}, method = 'GET') => get(front.port, path, headers, method),
    async close() {
      pages.close();
      await Promise.all(servers.map((server) => closeServer(server, 0)));
    },
  };
}

function get(
  port: number,
  path: string,
  headers: Record<string, string>,
  method: string,
): Promise<IncomingMessage & { text: string }> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host: '127.0.0.1', port, path, headers, method });
    request.once('error', reject);
    request.once('response', (response) => {
      readText(response).then((text) => resolve(Object.assign(response, { text })), reject);
    });
    request.end();
  });
}

async function readText(response: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of response.setEncoding('utf8')) text += chunk;
  return text;
}
