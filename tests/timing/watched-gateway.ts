import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { GatewayState } from '../../server/gateway/state.ts';

/** A gateway in a process of its own, before an upstream that answers as it is told. */
export interface WatchedGateway {
  url: string;
  apiKey: string;
  /** What the upstream answers from now on. */
  answerWith(body: Buffer, contentType: string): void;
  /** The longest turn of the gateway's event loop since this was last called, in milliseconds of its thread's processor time. */
  turns(): Promise<{ worstMs: number; state: GatewayState }>;
  close(): Promise<void>;
}

export async function watchedGateway(): Promise<WatchedGateway> {
  let answer = { body: Buffer.from('{}') as Buffer, contentType: 'application/json' };
  const upstream = createServer((request, response) => {
    request.resume();
    request.on('end', () => {
      response.writeHead(200, { 'content-type': answer.contentType });
      response.end(answer.body);
    });
  });
  upstream.listen(0, '127.0.0.1');
  await once(upstream, 'listening');
  const { port } = upstream.address() as AddressInfo;
  const child = fork(path.join(import.meta.dirname, 'watched-process.ts'), [`http://127.0.0.1:${port}/v1`], {
    execArgv: [],
  });
  const [{ url, apiKey }] = (await once(child, 'message')) as [{ url: string; apiKey: string }];
  return {
    url,
    apiKey,
    answerWith(body, contentType) {
      answer = { body, contentType };
    },
    async turns() {
      child.send('turns');
      const [turns] = await once(child, 'message');
      return turns;
    },
    close: () => closeBoth(child, upstream),
  };
}

async function closeBoth(child: ChildProcess, upstream: Server): Promise<void> {
  if (child.exitCode === null) {
    child.disconnect();
    await once(child, 'exit');
  }
  upstream.closeAllConnections();
  upstream.close();
}
