import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { boundConnections, slowSenders } from '../../../server/transports/node/bound-connections.ts';

let server: Server;
const sockets: Socket[] = [];

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

async function start(options: Parameters<typeof createServer>[0], trustProxy: boolean): Promise<void> {
  server = createServer(options ?? {}, (_request, response) => response.end('ok'));
  boundConnections(server, { trustProxy }, 50);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
}

function open(localAddress: string): Socket {
  const socket = connect({ port: (server.address() as AddressInfo).port, host: '127.0.0.1', localAddress });
  socket.on('error', () => undefined);
  sockets.push(socket);
  return socket;
}

async function answerFor(localAddress: string): Promise<string> {
  const socket = open(localAddress);
  socket.write('GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n');
  let answer = '';
  try {
    for await (const bytes of socket) answer += bytes;
  } catch (error) {
    // A connection that is closed before what was sent is read is reset.
    expect(error).toMatchObject({ code: 'ECONNRESET' });
  }
  return answer;
}

const openConnections = () =>
  new Promise<number>((resolve) => server.getConnections((_error, count) => resolve(count)));

describe('connections', () => {
  it('of one address are bounded, and leave others theirs', async () => {
    await start({}, false);
    let seen = 0;
    server.on('connection', () => seen++);
    for (let opened = 0; opened < 60; opened++) open('127.0.0.2');
    await expect.poll(() => seen).toBeGreaterThan(40);
    await expect.poll(openConnections).toBeLessThan(7);
    expect(await openConnections()).toBeGreaterThan(2);
    expect(await answerFor('127.0.0.2')).toBe('');
    expect(await answerFor('127.0.0.3')).toMatch(/^HTTP\/1\.1 200 /);
    for (const socket of sockets.splice(0)) socket.destroy();
    await expect.poll(() => answerFor('127.0.0.2')).toMatch(/^HTTP\/1\.1 200 /);
  });

  it('of a proxy of one’s own are bounded together only', async () => {
    await start({}, true);
    for (let opened = 0; opened < 45; opened++) open('127.0.0.2');
    await expect.poll(openConnections).toBe(45);
    expect(await answerFor('127.0.0.2')).toMatch(/^HTTP\/1\.1 200 /);
  });

  it('on which a request comes too slowly are closed', async () => {
    await start({ ...slowSenders, headersTimeout: 300, connectionsCheckingInterval: 100 }, false);
    const socket = open('127.0.0.1');
    let answer = '';
    socket.on('data', (bytes) => {
      answer += bytes;
    });
    socket.write('GET / HTTP/1.1\r\nhost: ');
    await once(socket, 'close');
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
  });
});
