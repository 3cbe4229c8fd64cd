// Upstash's REST interface in front of a real Redis, as its client uses it: a command as a JSON array at /, several of
// them at /pipeline, a bearer token, and strings in base64 where the client asks for them so.

import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { Redis } from 'ioredis';

export interface UpstashBridge {
  url: string;
  token: string;
  close(): Promise<void>;
}

type Command = [string, ...(string | number)[]];

export async function openUpstashBridge(redisUrl: string): Promise<UpstashBridge> {
  const redis = new Redis(redisUrl);
  const token = 'bridge-token';

  async function outcome([name, ...args]: Command, encode: (result: unknown) => unknown) {
    try {
      return { result: encode(await redis.call(name, ...args)) };
    } catch (error) {
      return { error: error instanceof Error ? error.message : String(error) };
    }
  }

  async function answer(request: IncomingMessage): Promise<{ status: number; body: unknown }> {
    if (request.headers.authorization !== `Bearer ${token}`) {
      return { status: 401, body: { error: 'WRONGPASS invalid or missing auth token' } };
    }
    const encode = request.headers['upstash-encoding'] === 'base64' ? inBase64 : (result: unknown) => result;
    const body = (await json(request)) as Command | Command[];
    if (request.url === '/pipeline') {
      const outcomes = (body as Command[]).map((command) => outcome(command, encode));
      return { status: 200, body: await Promise.all(outcomes) };
    }
    const only = await outcome(body as Command, encode);
    return { status: 'error' in only ? 400 : 200, body: only };
  }

  const server = createServer(async (request, response) => {
    const { status, body } = await answer(request);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    token,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      redis.disconnect();
    },
  };
}

function inBase64(result: unknown): unknown {
  if (Array.isArray(result)) return result.map(inBase64);
  if (typeof result !== 'string' || result === 'OK') return result;
  return Buffer.from(result).toString('base64');
}
