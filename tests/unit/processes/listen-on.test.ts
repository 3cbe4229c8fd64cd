import { Agent, createServer, get, type Server } from 'node:http';
import { networkInterfaces } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { type Listening, listenOn } from '../../../server/processes/listen-on.ts';
import { closeServer } from '../../../server/transports/node/close-server.ts';

/** Nobody's: kept for documentation. */
const NOT_OURS = '203.0.113.7';
const SECOND = Object.values(networkInterfaces()).some((addresses) =>
  addresses?.some(({ address }) => address === '::1'),
)
  ? '::1'
  : '127.0.0.2';

let server: Server;
let listening: Listening | undefined;
afterEach(async () => {
  if (listening) await closeServer(server, 0, listening.doors);
  listening = undefined;
});

function open(hosts: readonly string[], answer: (finish: () => void) => void = (finish) => finish()) {
  server = createServer((_request, response) => answer(() => response.end('here')));
  return listenOn(server, 0, hosts).then((result) => {
    listening = result;
    return result;
  });
}

const ask = (host: string, port: number) =>
  fetch(`http://${host.includes(':') ? `[${host}]` : host}:${port}/`).then((response) => response.text());

describe('a server on several addresses', () => {
  it('answers on each of them, on the same port', async () => {
    const { port } = await open(['127.0.0.1', SECOND]);
    expect(await ask('127.0.0.1', port)).toBe('here');
    expect(await ask(SECOND, port)).toBe('here');
  });

  it('does without those that this machine does not have', async () => {
    for (const hosts of [
      [NOT_OURS, '127.0.0.1'],
      ['127.0.0.1', NOT_OURS],
    ]) {
      const { port } = await open(hosts);
      expect(await ask('127.0.0.1', port)).toBe('here');
      await closeServer(server, 0, listening?.doors);
    }
    listening = undefined;
    await expect(open([NOT_OURS])).rejects.toThrow(/EADDRNOTAVAIL/);
  });

  it('leaves idle connections open for a while where that is wanted, and closes each with the answer it gives', async () => {
    const { port, doors } = await open(['127.0.0.1']);
    const agent = new Agent({ keepAlive: true });
    const askKept = () =>
      new Promise<string | undefined>((resolve, reject) => {
        get({ host: '127.0.0.1', port, agent }, (response) => {
          response.resume().on('end', () => resolve(response.headers.connection));
        }).on('error', reject);
      });
    expect(await askKept()).toBe('keep-alive');
    const closed = closeServer(server, 10_000, doors, 9_000);
    await delay(150);
    expect(await askKept()).toBe('close');
    await closed;
    await expect(askKept()).rejects.toThrow('ECONNREFUSED');
    listening = undefined;
  });

  it('lets what is in flight on any of them finish when it is closed, and waits for no idle connection', async () => {
    let finish: () => void = () => undefined;
    let under = Promise.withResolvers<void>();
    const { port, doors } = await open(['127.0.0.1', SECOND], (end) => {
      finish = end;
      under.resolve();
    });
    // Kept alive by the client, and idle from now on.
    const first = ask(SECOND, port);
    await under.promise;
    finish();
    await first;
    under = Promise.withResolvers();
    const answer = ask(SECOND, port);
    await under.promise;
    const startedAt = Date.now();
    const closed = closeServer(server, 10_000, doors);
    await expect(ask('127.0.0.1', port)).rejects.toThrow();
    await expect(ask(SECOND, port)).rejects.toThrow();
    finish();
    expect(await answer).toBe('here');
    await closed;
    expect(Date.now() - startedAt).toBeLessThan(5_000);
    listening = undefined;
  });
});
