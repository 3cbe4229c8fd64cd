import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, it } from 'vitest';
import { openPool } from '../../../server/platform/db/open-pool.ts';

/** A message of Postgres' protocol: its type, its length, its content. */
function message(type: string, content: string | Buffer): Buffer {
  const body = Buffer.from(content);
  const head = Buffer.alloc(5);
  head.write(type);
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

const welcome = message('R', Buffer.alloc(4));
const ready = message('Z', 'I');
const ended = message('E', 'SFATAL\0C57P01\0Mterminating connection due to administrator command\0\0');

it('outlives a connection that the server ends in the moment it is handed out', async () => {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => socket.end(Buffer.concat([welcome, ready, ended])));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const pool = openPool({ host: '127.0.0.1', port, user: 'nobody', ssl: false }, () => undefined);
  // Without a listener of its own, the loss would be an exception that nobody can catch.
  const client = await pool.connect();
  await expect(client.query('SELECT 1')).rejects.toThrow();
  client.release(true);
  await pool.end();
  server.close();
});
