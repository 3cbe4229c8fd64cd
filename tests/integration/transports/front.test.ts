import { once } from 'node:events';
import {
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type RequestListener,
  type Server,
} from 'node:http';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHealthCheck } from '../../../server/platform/health.ts';
import { listen } from '../../../server/processes/listen.ts';
import { closeServer } from '../../../server/transports/node/close-server.ts';
import { createFrontListener } from '../../../server/transports/node/front-listener.ts';
import { createPagesProxy, type PagesProxy } from '../../../server/transports/node/pages-proxy.ts';
import { sampleState } from '../../support/gateway-state.ts';

const servers: Server[] = [];

async function serve(listener: RequestListener): Promise<{ server: Server; port: number }> {
  const server = createServer(listener);
  servers.push(server);
  return { server, port: await listen(server, 0, '127.0.0.1') };
}

let pages: PagesProxy;
let frontPort: number;
let front: Server;
let databaseAnswers: () => Promise<void>;

async function startFront(trustProxy = false): Promise<void> {
  pages = createPagesProxy({ trustProxy });
  const health = createHealthCheck({ database: () => databaseAnswers() });
  const gateway: RequestListener = (_request, response) => response.end('gateway');
  ({ server: front, port: frontPort } = await serve(
    createFrontListener({ gateway, pages, health, state: () => sampleState }),
  ));
  front.on('upgrade', pages.upgrade);
}

beforeEach(async () => {
  databaseAnswers = async () => undefined;
  await startFront();
});
afterEach(async () => {
  pages.close();
  await Promise.all(servers.splice(0).map((server) => closeServer(server, 0)));
});

/** Starts a pages' process that answers so, and tells the front about it. */
async function startPages(listener: RequestListener): Promise<Server> {
  const { server, port } = await serve(listener);
  pages.setPort(port);
  return server;
}

function get(
  path: string,
  headers: Record<string, string> = {},
  method = 'GET',
): Promise<IncomingMessage & { text: string }> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host: '127.0.0.1', port: frontPort, path, headers, method });
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

describe('the public port', () => {
  it('gives the gateway its own paths, and the pages all others', async () => {
    await startPages((_request, response) => response.end('pages'));
    for (const path of ['/v1/models', '/v1?x=1', '/v1beta/models/m:generateContent', '/v1/']) {
      expect((await get(path)).text, path).toBe('gateway');
    }
    for (const path of [
      '/',
      '/v10/x',
      '/v1betas',
      '/acme/overview',
      '/api/v1/tenants',
      '/api/healthy',
      '/?next=/v1/',
    ]) {
      expect((await get(path)).text, path).toBe('pages');
    }
  });

  it('refuses a path that is no percent-encoding, which the pages would take for a failure', async () => {
    await startPages((_request, response) => response.end('pages'));
    for (const path of ['/%', '/api/v1/%zz', '/%ff', '/%E0%A4%A']) {
      expect((await get(path)).statusCode, path).toBe(400);
    }
    for (const path of ['/%20', '/%E7%BB%87', '/?q=%zz']) expect((await get(path)).text, path).toBe('pages');
  });

  it('tells whether it lives and whether it is ready, with the reason', async () => {
    expect((await get('/api/health/live')).statusCode).toBe(200);
    expect((await get('/api/health/ready')).statusCode).toBe(200);
    databaseAnswers = () => Promise.reject(new Error('no connection'));
    const answer = await get('/api/health/ready');
    expect(answer.statusCode).toBe(503);
    expect(JSON.parse(answer.text)).toEqual({ status: 'not ready', checks: { database: 'no connection' } });
    expect((await get('/api/health/live')).statusCode).toBe(200);
    expect((await get('/api/health/other')).statusCode).toBe(404);
    expect((await get('/api/health/live', {}, 'DELETE')).statusCode).toBe(405);
    const head = await get('/api/health/live', {}, 'HEAD');
    expect([head.statusCode, head.text]).toEqual([200, '']);
  });

  it('tells how the process fares, also when it is not ready', async () => {
    expect(JSON.parse((await get('/api/health')).text)).toEqual({
      status: 'ready',
      checks: { database: 'ok' },
      ...sampleState,
    });
    databaseAnswers = () => Promise.reject(new Error('no connection'));
    const answer = await get('/api/health');
    expect(answer.statusCode).toBe(503);
    expect(JSON.parse(answer.text)).toMatchObject({ status: 'not ready', ...sampleState });
  });

  it('is not ready when a probe hangs', { timeout: 10_000 }, async () => {
    databaseAnswers = () => new Promise(() => undefined);
    expect(JSON.parse((await get('/api/health/ready')).text).checks.database).toContain('no answer within');
  });
});

describe('while the pages are starting', () => {
  it('people see a page that comes back by itself, programs get JSON', async () => {
    const page = await get('/', { accept: 'text/html,*/*' });
    expect(page.statusCode).toBe(503);
    expect(page.headers['retry-after']).toBe('2');
    expect(page.text).toContain('http-equiv="refresh"');
    expect(JSON.parse((await get('/api/trpc/x')).text)).toMatchObject({ error: { code: 'starting' } });
  });

  it('and while they are being started again', async () => {
    const server = await startPages((_request, response) => response.end('pages'));
    expect((await get('/')).text).toBe('pages');
    await closeServer(server, 0);
    expect((await get('/')).statusCode).toBe(503);
  });
});

describe('a request passed on to the pages', () => {
  it('keeps method, path, query, body, status and repeated headers', async () => {
    await startPages(async (request, response) => {
      let body = '';
      for await (const chunk of request.setEncoding('utf8')) body += chunk;
      response.writeHead(201, { 'set-cookie': ['a=1', 'b=2'], 'x-seen': `${request.method} ${request.url}` });
      response.end(body.toUpperCase());
    });
    const response = await fetch(`http://127.0.0.1:${frontPort}/api/a%20b?c=%2F`, {
      method: 'PUT',
      body: 'hello',
    });
    expect(response.status).toBe(201);
    expect(response.headers.get('x-seen')).toBe('PUT /api/a%20b?c=%2F');
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect(await response.text()).toBe('HELLO');
  });

  it('by a method that Next does not know is refused with those that the path takes', async () => {
    await startPages((request, response) => {
      if (request.url === '/api/here') response.setHeader('allow', 'GET, HEAD, OPTIONS');
      response.writeHead(request.method === 'OPTIONS' ? 204 : 500).end();
    });
    for (const method of ['TRACE', 'PROPFIND']) {
      const refused = await get('/api/here', {}, method);
      expect([refused.statusCode, refused.headers.allow]).toEqual([405, 'GET, HEAD, OPTIONS']);
      expect((await get('/api/nowhere', {}, method)).statusCode).toBe(404);
      const page = await get('/sign-in', {}, method);
      expect([page.statusCode, page.headers.allow]).toEqual([405, 'GET, HEAD, OPTIONS']);
    }
  });

  it.each(['/sign-in', '/api/health/live'])('OPTIONS of %s names the methods it takes', async (path) => {
    const described = await get(path, {}, 'OPTIONS');
    expect([described.statusCode, described.headers.allow]).toEqual([204, 'GET, HEAD, OPTIONS']);
  });

  it('says who asked and by which address, whatever the client claims', async () => {
    await startPages((request, response) => response.end(JSON.stringify(request.headers)));
    const headers = {
      host: 'heddle.example',
      'x-forwarded-for': '6.6.6.6',
      'x-forwarded-proto': 'gopher',
      forwarded: 'for=6.6.6.6',
    };
    const seen = JSON.parse((await get('/', headers)).text);
    expect(seen).toMatchObject({
      host: 'heddle.example',
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-host': 'heddle.example',
      'x-forwarded-proto': 'http',
    });
    expect(seen).not.toHaveProperty('forwarded');
  });

  it('believes the proxy in front where there is one', async () => {
    pages.close();
    await startFront(true);
    await startPages((request, response) => response.end(JSON.stringify(request.headers)));
    const headers = {
      'x-forwarded-for': '9.9.9.9',
      'x-forwarded-proto': 'https',
      'x-forwarded-host': 'heddle.example',
    };
    expect(JSON.parse((await get('/', headers)).text)).toMatchObject({
      'x-forwarded-for': '9.9.9.9, 127.0.0.1',
      'x-forwarded-host': 'heddle.example',
      'x-forwarded-proto': 'https',
    });
  });

  it('leaves out headers that speak of one connection only', async () => {
    await startPages((request, response) => {
      response.writeHead(200, { connection: 'x-hop', 'x-hop': '1', 'x-stays': '1' });
      response.end(JSON.stringify(request.headers));
    });
    const answer = await get('/', {
      connection: 'keep-alive, x-private',
      'x-private': '1',
      te: 'trailers',
      'x-kept': '1',
    });
    const seen = JSON.parse(answer.text);
    expect(seen).toHaveProperty('x-kept');
    expect(seen).not.toHaveProperty('x-private');
    expect(seen).not.toHaveProperty('te');
    expect(answer.headers).toHaveProperty('x-stays');
    expect(answer.headers).not.toHaveProperty('x-hop');
  });

  it('streams: the first part arrives before the last is made', async () => {
    let finish: () => void = () => undefined;
    await startPages((_request, response) => {
      response.write('first');
      finish = () => response.end('last');
    });
    const reader = (await fetch(`http://127.0.0.1:${frontPort}/`)).body?.getReader();
    expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('first');
    finish();
    expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('last');
  });

  it('ends there when the client leaves', async () => {
    let left: Promise<unknown> = Promise.resolve();
    const arrived = new Promise<void>((resolve) => {
      void startPages((_request, response) => {
        left = once(response, 'close');
        response.write('first');
        resolve();
      }).then(() => {
        const request = httpRequest({ host: '127.0.0.1', port: frontPort }).end();
        request.once('response', () => request.destroy());
        request.on('error', () => undefined);
      });
    });
    await arrived;
    await left;
  });

  it('does not look complete when the pages break off', async () => {
    await startPages((_request, response) => {
      response.write('half');
      setTimeout(() => response.destroy(), 20);
    });
    await expect(get('/')).rejects.toThrow();
  });
});

describe('a WebSocket', () => {
  it('reaches the pages, both ways', async () => {
    const server = await startPages((_request, response) => response.end());
    server.on('upgrade', (request, socket) => {
      socket.write(
        `HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: ${request.headers.upgrade}\r\n\r\n`,
      );
      socket.on('data', (data: Buffer) => socket.end(`echo ${data}`));
    });
    const socket = connect(frontPort, '127.0.0.1');
    socket.write('GET /_next/hmr HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n');
    let received = '';
    socket.on('data', (data: Buffer) => {
      if (received === '') socket.write('hello');
      received += data.toString('utf8');
    });
    await once(socket, 'close');
    expect(received).toContain('101 Switching Protocols');
    expect(received).toContain('echo hello');
  });

  it('is refused while the pages are starting', async () => {
    const socket = connect(frontPort, '127.0.0.1');
    socket.write('GET / HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n');
    const [data]: Buffer[] = await once(socket, 'data');
    expect(data?.toString('utf8')).toMatch(/^HTTP\/1\.1 503/);
    socket.destroy();
  });
});

describe('closing', () => {
  it('lets what is in flight finish, then cuts, and never waits for idle connections', async () => {
    let finish: () => void = () => undefined;
    await startPages((_request, response) => {
      response.write('first ');
      finish = () => response.end('last');
    });
    const response = await fetch(`http://127.0.0.1:${frontPort}/`);
    const closed = closeServer(front, 600_000);
    finish();
    expect(await response.text()).toBe('first last');
    // Far sooner than the time it may take.
    await closed;
  });

  it('cuts what takes longer than it may', async () => {
    await startPages((_request, response) => response.write('for ever'));
    const response = await fetch(`http://127.0.0.1:${frontPort}/`);
    await closeServer(front, 100);
    await expect(response.text()).rejects.toThrow();
  });
});
