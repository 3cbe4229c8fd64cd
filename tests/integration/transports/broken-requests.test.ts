import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, expect, it } from 'vitest';
import { slowSenders } from '../../../server/transports/node/bound-connections.ts';
import { answerBrokenRequests } from '../../../server/transports/node/broken-requests.ts';
import { Pace } from '../../../server/transports/node/pace.ts';

let server: Server;
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

async function start(): Promise<void> {
  const impatient = { ...slowSenders, headersTimeout: 200, connectionsCheckingInterval: 50 };
  server = createServer(impatient, (request, response) => {
    if (request.url === '/begun') response.write('begun');
    else request.resume().on('end', () => response.end('ok'));
  });
  answerBrokenRequests(server, new Pace(2));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
}

/** Sends some bytes. @returns all that comes back until the connection is closed */
async function exchange(bytes: string, end = false): Promise<string> {
  const socket = connect({
    port: (server.address() as AddressInfo).port,
    host: '127.0.0.1',
    allowHalfOpen: true,
  });
  socket.write(bytes);
  if (end) socket.end();
  return text(socket);
}

it.each([
  ['what is no request', 'no request\r\n\r\n', false, /^HTTP\/1\.1 400 Bad Request\r\n/],
  ['too many headers', `GET / HTTP/1.1\r\nx: ${'x'.repeat(20_000)}\r\n\r\n`, false, /^HTTP\/1\.1 431 /],
  ['headers that do not end', 'GET / HTTP/1.1\r\nhost: ', false, /^HTTP\/1\.1 408 Request Timeout\r\n/],
  [
    'a body that ends too early',
    'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\nhalf',
    true,
    /^HTTP\/1\.1 400 /,
  ],
])('answers %s, and closes', async (_what, bytes, ends, answer) => {
  await start();
  expect(await exchange(bytes, ends)).toMatch(answer);
});

it('says nothing into an answer that has begun', async () => {
  await start();
  const socket = connect({ port: (server.address() as AddressInfo).port, host: '127.0.0.1' });
  socket.write('GET /begun HTTP/1.1\r\nhost: x\r\n\r\n');
  const [begun] = await once(socket, 'data');
  expect(String(begun)).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
  socket.write('no request\r\n\r\n');
  expect(await text(socket)).not.toContain('400');
});
