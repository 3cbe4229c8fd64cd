import { createServer, request as httpRequest, type RequestListener, type Server } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { createHealthCheck } from '../../../server/platform/health.ts';
import { listen } from '../../../server/processes/listen.ts';
import { closeServer } from '../../../server/transports/node/close-server.ts';
import { createFrontListener } from '../../../server/transports/node/front-listener.ts';
import { createPagesProxy, type PagesProxy } from '../../../server/transports/node/pages-proxy.ts';
import { exchangeBytes } from '../../support/exchange-bytes.ts';
import { sampleState } from '../../support/gateway-state.ts';

const servers: Server[] = [];
let pages: PagesProxy;
let port: number;

async function serve(listener: RequestListener): Promise<number> {
  const server = createServer(listener);
  servers.push(server);
  return listen(server, 0, '127.0.0.1');
}

/** A front whose pages say by which host and protocol they were asked. */
async function startFront({ trustProxy = false, publicUrl = null as string | null, withPages = true } = {}) {
  pages = createPagesProxy({ trustProxy, publicUrl });
  const gateway: RequestListener = (_request, response) => response.writeHead(200, { a: 'b' }).end('gateway');
  const health = createHealthCheck({});
  port = await serve(
    createFrontListener({ gateway, pages, health, state: () => sampleState, trustProxy, publicUrl }),
  );
  if (!withPages) return;
  const asked: RequestListener = ({ headers }, response) =>
    response.end(`${headers['x-forwarded-proto']}://${headers['x-forwarded-host']} ${headers.host}`);
  pages.setPort(await serve(asked));
}

afterEach(async () => {
  pages.close();
  await Promise.all(servers.splice(0).map((server) => closeServer(server, 0)));
});

interface Answer {
  status: number;
  headers: Record<string, unknown>;
  text: string;
}

function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host: '127.0.0.1', port, path, headers, method });
    request.once('error', reject);
    request.once('response', async (response) => {
      let text = '';
      for await (const chunk of response.setEncoding('utf8')) text += chunk;
      resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
    });
    request.end();
  });
}

describe("the public port's own answers", () => {
  it.each([
    ['health', '/api/health/live', 'GET', 200],
    ['an unknown probe', '/api/health/nothing', 'GET', 404],
    ['a wrong method', '/api/health/live', 'POST', 405],
    ['a path of dots', '/a/%2e%2e/b', 'GET', 400],
    ['a method the pages do not have', '/sign-in', 'DELETE', 405],
    ['a malformed path', '/%ff', 'GET', 400],
    ['pages that are starting', '/sign-in', 'GET', 503],
  ])(
    'are kept by nobody, framed by nobody and taken for nothing else: %s',
    async (_, path, method, status) => {
      await startFront({ withPages: false });
      const answer = await get(path, { accept: 'text/html' }, method);
      expect(answer.status).toBe(status);
      expect(answer.headers).toMatchObject({
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'cross-origin-resource-policy': 'same-origin',
        'content-security-policy': expect.stringMatching(/^default-src 'none'.*frame-ancestors 'none'/),
      });
      expect(answer.headers).not.toHaveProperty('server');
      expect(answer.headers).not.toHaveProperty('strict-transport-security');
    },
  );
});

describe('Strict-Transport-Security', () => {
  const paths = ['/v1/models', '/api/health/live', '/sign-in', '/a/../b'];

  it('is sent with everything where the public address is https', async () => {
    await startFront({ publicUrl: 'https://heddle.example' });
    for (const path of paths) {
      expect((await get(path)).headers).toMatchObject({ 'strict-transport-security': 'max-age=63072000' });
    }
  });

  it('is sent where a trusted proxy says https, and is not taken from a client', async () => {
    await startFront({ trustProxy: true });
    const secure = { 'x-forwarded-proto': 'https' };
    for (const path of paths) {
      expect((await get(path, secure)).headers).toHaveProperty('strict-transport-security');
      expect((await get(path)).headers).not.toHaveProperty('strict-transport-security');
    }
    pages.close();
    await startFront();
    expect((await get('/sign-in', secure)).headers).not.toHaveProperty('strict-transport-security');
  });
});

describe('the host that a request names', () => {
  it.each([
    'evil.com@x',
    'a b',
    'x/../y',
    'x"><script>',
    'x:99999999',
    '[::1',
    'x,y',
    '-',
    'x?y',
    'http://x',
  ])('is refused where it is none: %s', async (host) => {
    await startFront();
    const answer = await exchangeBytes(
      port,
      `GET /sign-in HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1.1 400 /);
    expect(answer).not.toContain(host === '-' ? '://-' : host);
  });

  it('is refused when it is named twice, and when a trusted proxy names none that could be one', async () => {
    await startFront({ trustProxy: true });
    const twice = 'GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n';
    expect(await exchangeBytes(port, twice)).toMatch(/^HTTP\/1.1 400 /);
    expect((await get('/', { 'x-forwarded-host': 'evil.com/x' })).status).toBe(400);
  });

  it.each([
    'localhost',
    'localhost:3000',
    'a.b-c.example:80',
    '127.0.0.1:1',
    '[::1]:3000',
    'my_service:3000',
  ])('is taken where it can be one: %s', async (host) => {
    await startFront();
    expect((await get('/', { host })).text).toBe(`http://${host} ${host}`);
  });

  it('is not believed where the deployment was told its address', async () => {
    for (const trustProxy of [false, true]) {
      await startFront({ publicUrl: 'https://heddle.example', trustProxy });
      const headers = { host: 'evil.com', 'x-forwarded-host': 'evil.com', 'x-forwarded-proto': 'http' };
      expect((await get('/', headers)).text).toBe('https://heddle.example heddle.example');
    }
    const absolute = 'GET http://evil.com/ HTTP/1.1\r\nHost: evil.com\r\nConnection: close\r\n\r\n';
    expect(await exchangeBytes(port, absolute)).not.toContain('evil.com');
  });
});
