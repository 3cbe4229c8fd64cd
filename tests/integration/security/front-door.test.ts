import {
  createServer,
  type IncomingHttpHeaders,
  METHODS,
  type RequestListener,
  type Server,
} from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHealthCheck } from '../../../server/platform/health.ts';
import { listen } from '../../../server/processes/listen.ts';
import { closeServer } from '../../../server/transports/node/close-server.ts';
import { createFrontListener } from '../../../server/transports/node/front-listener.ts';
import { createPagesProxy, type PagesProxy } from '../../../server/transports/node/pages-proxy.ts';
import { exchangeBytes } from '../../support/exchange-bytes.ts';
import { sampleState } from '../../support/gateway-state.ts';

const servers: Server[] = [];
let pages: PagesProxy;
let frontPort: number;
/** What the pages' process was asked: method, path, forwarded address and body. */
let seen: { line: string; address: unknown; body: string }[];
/** The headers of what it was asked last. */
let seenHeaders: IncomingHttpHeaders;

async function serve(listener: RequestListener): Promise<number> {
  const server = createServer(listener);
  servers.push(server);
  return listen(server, 0, '127.0.0.1');
}

beforeEach(async () => {
  seen = [];
  pages = createPagesProxy({ trustProxy: false });
  const gateway: RequestListener = (request, response) => response.end(`gateway ${request.url}`);
  frontPort = await serve(
    createFrontListener({ gateway, pages, health: createHealthCheck({}), state: () => sampleState }),
  );
  pages.setPort(
    await serve(async (request, response) => {
      let body = '';
      for await (const chunk of request.setEncoding('utf8')) body += chunk;
      seenHeaders = request.headers;
      seen.push({
        line: `${request.method} ${request.url}`,
        address: request.headers['x-forwarded-for'],
        body,
      });
      response.end('pages');
    }),
  );
});
afterEach(async () => {
  pages.close();
  await Promise.all(servers.splice(0).map((server) => closeServer(server, 0)));
});

const forged = 'GET /forged HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 6.6.6.6\r\n\r\n';
const framings = {
  chunked: `Transfer-Encoding: chunked\r\n\r\n${forged.length.toString(16)}\r\n${forged}\r\n0\r\n\r\n`,
  'a length that the connection header names': `Connection: close, content-length\r\nContent-Length: ${forged.length}\r\n\r\n${forged}`,
};

describe.each(['GET', 'HEAD', 'DELETE', 'OPTIONS', 'POST'])('the body of a %s', (method) => {
  it.each(Object.entries(framings))('stays a body: %s', async (_, framed) => {
    await exchangeBytes(
      frontPort,
      `${method} /api/first HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${framed}`,
    );
    await exchangeBytes(frontPort, 'GET /second HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
    expect(seen).toEqual([
      { line: `${method} /api/first`, address: '127.0.0.1', body: forged },
      { line: 'GET /second', address: '127.0.0.1', body: '' },
    ]);
  });
});

describe('a request line', () => {
  const ask = (method: string, target: string) =>
    exchangeBytes(frontPort, `${method} ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);

  it('with a whole address leads nowhere but here', async () => {
    await ask('GET', 'http://169.254.169.254/latest/meta-data?x=1');
    expect(seen.map(({ line }) => line)).toEqual(['GET /latest/meta-data?x=1']);
    expect(await ask('GET', 'http://10.0.0.1/v1/models')).toContain('gateway /v1/models');
  });

  it.each(['/api/../v1/models', '/a/%2e%2E/v1/models', '/./v1/models', '/x/.%2e', '*', 'x:y'])(
    'for %s is refused before the pages see it',
    async (target) => {
      expect(await ask('OPTIONS', target)).toMatch(/^HTTP\/1\.1 400 /);
      expect(seen).toEqual([]);
    },
  );

  it('may name dots that are no segment', async () => {
    for (const path of ['/a..b/.well-known/x', '/...', '/a/.b.']) {
      expect(await ask('GET', path), path).toContain('pages');
    }
  });

  it('with any method gets an answer, and none of ours is a failure', async () => {
    for (const method of METHODS.filter((name) => name !== 'CONNECT')) {
      expect(await ask(method, '/'), method).toMatch(/^HTTP\/1\.1 [24]/);
    }
    expect(seen.map(({ line }) => line)).not.toContain('TRACE /');
  });
});

describe('a page', () => {
  it('is read, and takes nothing', async () => {
    const sent = 'Host: x\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}';
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'PROPFIND']) {
      expect(await exchangeBytes(frontPort, `${method} /demo/overview HTTP/1.1\r\n${sent}`), method).toMatch(
        /^HTTP\/1\.1 405 .*\r\nallow: GET, HEAD, OPTIONS\r\n/,
      );
    }
    expect(seen).toEqual([]);
    expect(await exchangeBytes(frontPort, `POST /api/trpc/x HTTP/1.1\r\n${sent}`)).toContain('pages');
  });

  const state = encodeURIComponent(JSON.stringify(['', { children: ['__PAGE__', {}] }, null, 'refetch']));
  const ask = (headers: string) =>
    exchangeBytes(
      frontPort,
      `GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nrsc: 1\r\n${headers}\r\n\r\n`,
    );

  it('learns what a browser has of it already', async () => {
    await ask(`next-router-state-tree: ${state}`);
    expect(seenHeaders).toMatchObject({ rsc: '1', 'next-router-state-tree': state });
  });

  it.each([
    'next-router-state-tree: x',
    'next-router-state-tree: ',
    `next-router-state-tree: ${state}\r\nnext-router-state-tree: ${state}`,
    'next-action: 00aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
  ])('never sees what Next would fail at: %s', async (forgery) => {
    expect(await ask(forgery)).toContain('pages');
    expect(Object.keys(seenHeaders).filter((name) => name.startsWith('next-'))).toEqual([]);
  });
});
