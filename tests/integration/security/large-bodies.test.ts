import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { apiKey, apiKeyOf, gatewayUnderTest, listening } from '../../contract/support/gateway-under-test.ts';

const MEBIBYTE = 1024 * 1024;
let server: { url: string; close(): Promise<void> };
let sockets: Socket[];

beforeEach(async () => {
  sockets = [];
  const { gateway } = gatewayUnderTest({
    channels: [{ provider: 'simulator', models: { m: 'simulator' } }],
    settings: { maxBodyBytes: MEBIBYTE, maxHeldBytes: 16 * MEBIBYTE },
    otherTenants: 1,
  });
  server = await listening(gateway);
});
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  await server.close();
});

/** Announces a body of a mebibyte and sends so much of it; what comes back by and by. */
function upload(key: string, bytes: number): { socket: Socket; received(): string } {
  const { port } = new URL(server.url);
  let received = '';
  const socket = connect(Number(port), '127.0.0.1');
  sockets.push(socket);
  socket.on('data', (data) => {
    received += data.toString('latin1');
  });
  socket.on('error', () => undefined);
  socket.write(
    `POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${key}\r\nContent-Length: ${MEBIBYTE}\r\n\r\n`,
  );
  socket.write(' '.repeat(bytes));
  return { socket, received: () => received };
}

it('does not gather a large body from somebody without a valid key', async () => {
  for (const key of ['', 'hdl_guessed-key-00000000000000000000']) {
    const { socket, received } = upload(key, 128 * 1024);
    await once(socket, 'data');
    expect(received()).toMatch(/^HTTP\/1\.1 401 /);
  }
});

it('holds only so many large bodies of one tenant at once, and has room again when they are gone', async () => {
  const held = Array.from({ length: 16 }, () => upload(apiKey, MEBIBYTE - 1));
  const small = JSON.stringify({ model: 'm', messages: [{ role: 'user', content: 'hi' }] });
  const ask = (body: string, key = apiKey) =>
    fetch(`${server.url}/v1/chat/completions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body,
    });
  const large = small + ' '.repeat(MEBIBYTE / 2);
  const fillUp = () => {
    for (const [index, { received }] of held.entries()) {
      // Refused, because the request below was faster and took its room.
      if (received() !== '') held[index] = upload(apiKey, MEBIBYTE - 1);
    }
  };
  const statusWhenFull = async () => {
    fillUp();
    return (await ask(large)).status;
  };
  await expect.poll(statusWhenFull, { timeout: 15_000, interval: 200 }).toBe(429);
  expect((await ask(large, apiKeyOf(1))).status).toBe(200);
  for (const { socket } of held) socket.destroy();
  await expect.poll(async () => (await ask(large)).status, { timeout: 5_000 }).toBe(200);
  // Nothing is lost on the way: many more fit one after the other than at once.
  for (let round = 0; round < 40; round++) expect((await ask(large)).status).toBe(200);
});
