import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FrontUnderTest, startFront } from './front-under-test.ts';

let front: FrontUnderTest;

beforeEach(async () => {
  front = await startFront();
});
afterEach(() => front.close());

describe('a request passed on to the pages', () => {
  it('keeps method, path, query, body, status and repeated headers', async () => {
    await front.startPages(async (request, response) => {
      let body = '';
      for await (const chunk of request.setEncoding('utf8')) body += chunk;
      response.writeHead(201, { 'set-cookie': ['a=1', 'b=2'], 'x-seen': `${request.method} ${request.url}` });
      response.end(body.toUpperCase());
    });
    const response = await fetch(`http://127.0.0.1:${front.port}/api/a%20b?c=%2F`, {
      method: 'PUT',
      body: 'hello',
    });
    expect(response.status).toBe(201);
    expect(response.headers.get('x-seen')).toBe('PUT /api/a%20b?c=%2F');
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect(await response.text()).toBe('HELLO');
  });

  it('by a method that Next does not know is refused with those that the path takes', async () => {
    await front.startPages((request, response) => {
      if (request.url === '/api/here') response.setHeader('allow', 'GET, HEAD, OPTIONS');
      response.writeHead(request.method === 'OPTIONS' ? 204 : 500).end();
    });
    for (const method of ['TRACE', 'PROPFIND']) {
      const refused = await front.get('/api/here', {}, method);
      expect([refused.statusCode, refused.headers.allow]).toEqual([405, 'GET, HEAD, OPTIONS']);
      expect((await front.get('/api/nowhere', {}, method)).statusCode).toBe(404);
      const page = await front.get('/sign-in', {}, method);
      expect([page.statusCode, page.headers.allow]).toEqual([405, 'GET, HEAD, OPTIONS']);
    }
  });

  it.each(['/sign-in', '/api/health/live'])('OPTIONS of %s names the methods it takes', async (path) => {
    const described = await front.get(path, {}, 'OPTIONS');
    expect([described.statusCode, described.headers.allow]).toEqual([204, 'GET, HEAD, OPTIONS']);
  });

  it('says who asked and by which address, whatever the client claims', async () => {
    await front.startPages((request, response) => response.end(JSON.stringify(request.headers)));
    const headers = {
      host: 'heddle.example',
      'x-forwarded-for': '6.6.6.6',
      'x-forwarded-proto': 'gopher',
      forwarded: 'for=6.6.6.6',
    };
    const seen = JSON.parse((await front.get('/', headers)).text);
    expect(seen).toMatchObject({
      host: 'heddle.example',
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-host': 'heddle.example',
      'x-forwarded-proto': 'http',
    });
    expect(seen).not.toHaveProperty('forwarded');
  });

  it('believes the proxy in front where there is one', async () => {
    await front.close();
    front = await startFront({ trustProxy: true });
    await front.startPages((request, response) => response.end(JSON.stringify(request.headers)));
    const headers = {
      'x-forwarded-for': '9.9.9.9',
      'x-forwarded-proto': 'https',
      'x-forwarded-host': 'heddle.example',
    };
    expect(JSON.parse((await front.get('/', headers)).text)).toMatchObject({
      'x-forwarded-for': '9.9.9.9, 127.0.0.1',
      'x-forwarded-host': 'heddle.example',
      'x-forwarded-proto': 'https',
    });
  });

  it('leaves out headers that speak of one connection only', async () => {
    await front.startPages((request, response) => {
      response.writeHead(200, { connection: 'x-hop', 'x-hop': '1', 'x-stays': '1' });
      response.end(JSON.stringify(request.headers));
    });
    const answer = await front.get('/', {
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
    await front.startPages((_request, response) => {
      response.write('first');
      finish = () => response.end('last');
    });
    const reader = (await fetch(`http://127.0.0.1:${front.port}/`)).body?.getReader();
    expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('first');
    finish();
    expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('last');
  });

  it('ends there when the client leaves', async () => {
    let left: Promise<unknown> = Promise.resolve();
    const arrived = new Promise<void>((resolve) => {
      void front
        .startPages((_request, response) => {
          left = once(response, 'close');
          response.write('first');
          resolve();
        })
        .then(() => {
          const request = httpRequest({ host: '127.0.0.1', port: front.port }).end();
          request.once('response', () => request.destroy());
          request.on('error', () => undefined);
        });
    });
    await arrived;
    await left;
  });

  it('does not look complete when the pages break off', async () => {
    await front.startPages((_request, response) => {
      response.write('half');
      setTimeout(() => response.destroy(), 20);
    });
    await expect(front.get('/')).rejects.toThrow();
  });
});

describe('a WebSocket', () => {
  it('reaches the pages, both ways', async () => {
    const server = await front.startPages((_request, response) => response.end());
    server.on('upgrade', (request, socket) => {
      socket.write(
        `HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: ${request.headers.upgrade}\r\n\r\n`,
      );
      socket.on('data', (data: Buffer) => socket.end(`echo ${data}`));
    });
    const socket = connect(front.port, '127.0.0.1');
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
    const socket = connect(front.port, '127.0.0.1');
    socket.write('GET / HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n');
    const [data]: Buffer[] = await once(socket, 'data');
    expect(data?.toString('utf8')).toMatch(/^HTTP\/1\.1 503/);
    socket.destroy();
  });
});
