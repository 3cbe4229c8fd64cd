// The upstream of the arena, ordinary or hostile as the model's name asks for. It says on which port it listens.

import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { behaviours } from './behaviours.ts';
import type { Format } from './wire.ts';

/** Where the model's name and `stream` are looked for: at the front and at the back of a long body. */
const LOOKED_AT = 64 * 1024;

const server = createServer({ keepAliveTimeout: 60_000 }, async (request, response) => {
  response.on('error', () => undefined);
  const said = await read(request).catch(() => null);
  if (said === null) return;
  const path = request.url ?? '';
  const gemini = /\/models\/([^:]+):(\w+)/.exec(path);
  const format: Format = gemini ? 'gemini' : path.endsWith('/messages') ? 'anthropic' : 'openai';
  const model = decodeURIComponent(gemini?.[1] ?? /"model"\s*:\s*"([^"]+)"/.exec(said)?.[1] ?? 'ok');
  const stream = gemini ? gemini[2] === 'streamGenerateContent' : /"stream"\s*:\s*true/.test(said);
  const behave = behaviours[model];
  if (!behave) {
    response.writeHead(404).end(`{"error":{"message":"No behaviour ${model}"}}`);
    return;
  }
  await behave({ response, format, stream }).catch(() => response.destroy());
});

async function read(request: IncomingMessage): Promise<string> {
  let front = '';
  let back = '';
  for await (const chunk of request) {
    const text = (chunk as Buffer).toString('latin1');
    if (front.length < LOOKED_AT) front += text;
    else back = (back + text).slice(-LOOKED_AT);
  }
  return front + back;
}

server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));
process.on('disconnect', () => process.exit());
