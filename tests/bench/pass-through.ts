// What everything is measured against: node:http in, undici out, the JSON parsed both ways, and nothing else. It knows
// no keys, no failures and no ledger. Streams are handed on chunk by chunk without a look at them.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Pool } from 'undici';
import { tellBench } from './messages.ts';

const [upstreamOrigin = ''] = process.argv.slice(2);
const pool = new Pool(upstreamOrigin, { connections: 1024 });

const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    passThrough(request, Buffer.concat(chunks), response).catch(() => response.destroy());
  });
});

async function passThrough(request: IncomingMessage, body: Buffer, response: ServerResponse): Promise<void> {
  const { stream } = JSON.parse(body.toString('utf8')) as { stream: boolean };
  const answer = await pool.request({
    path: request.url ?? '/',
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  if (stream) {
    response.writeHead(answer.statusCode, { 'content-type': 'text/event-stream' });
    for await (const chunk of answer.body) response.write(chunk);
    response.end();
    return;
  }
  const bytes = Buffer.from(await answer.body.arrayBuffer());
  JSON.parse(bytes.toString('utf8'));
  response.writeHead(answer.statusCode, {
    'content-type': 'application/json',
    'content-length': bytes.length,
  });
  response.end(bytes);
}

server.listen(0, '127.0.0.1', () => {
  tellBench({ type: 'ready', port: (server.address() as AddressInfo).port });
});
process.on('disconnect', () => process.exit());
