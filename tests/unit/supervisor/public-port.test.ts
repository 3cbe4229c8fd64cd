import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { freePort } from '../../../server/platform/db/embedded-postgres/free-port.ts';
import { PublicPort } from '../../../server/supervisor/public-port.ts';

const SERVES = `require('node:http').createServer((request, response) => {
  response.setHeader('connection', 'close');
  response.end(String(process.pid));
}).listen({ fd: 3 }, () => console.log('listening'));`;

const children: ChildProcess[] = [];
let held: PublicPort | undefined;
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  held?.release();
});

async function hold(port: number, hosts: readonly string[] = ['127.0.0.1']): Promise<PublicPort> {
  held = await PublicPort.of(port, hosts);
  held.hold();
  return held;
}

/** A process that serves what is held; resolves when it listens. */
async function serve({ descriptors }: PublicPort): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['-e', SERVES], {
    stdio: ['ignore', 'pipe', 'inherit', ...descriptors],
  });
  children.push(child);
  if (child.stdout) await once(child.stdout, 'data');
  return child;
}

const ask = (port: number) => fetch(`http://127.0.0.1:${port}/`).then((response) => response.text());

async function end(child: ChildProcess): Promise<void> {
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}

describe('a port held for others', () => {
  it('is served by whoever is there, and keeps who comes while nobody is', async () => {
    const port = await freePort();
    const all = await hold(port);
    const first = await serve(all);
    expect(await ask(port)).toBe(String(first.pid));
    const second = await serve(all);
    await end(first);
    for (let count = 0; count < 5; count += 1) expect(await ask(port)).toBe(String(second.pid));
    await end(second);
    const waiting = ask(port);
    const third = await serve(all);
    expect(await waiting).toBe(String(third.pid));
  });

  it('refuses connections once it is released, and can be held again', async () => {
    const port = await freePort();
    const all = await hold(port);
    await end(await serve(all));
    all.release();
    expect(all.descriptors).toEqual([]);
    const socket = connect(port, '127.0.0.1');
    const [error] = await once(socket, 'error');
    expect(error).toMatchObject({ code: 'ECONNREFUSED' });
    all.hold();
    all.hold();
    expect(all.descriptors).toHaveLength(1);
    const child = await serve(all);
    expect(await ask(port)).toBe(String(child.pid));
  });

  it('is known to be taken before anybody listens in vain', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    await expect(hold(port)).rejects.toMatchObject({ code: 'EADDRINUSE' });
    expect(held?.descriptors).toEqual([]);
    other.close();
  });

  it('does without addresses that this machine does not have, unless it has none', async () => {
    const nobodys = '203.0.113.7';
    expect((await hold(await freePort(), [nobodys, '127.0.0.1'])).descriptors).toHaveLength(1);
    held?.release();
    expect((await hold(await freePort(), ['localhost', nobodys])).descriptors).toHaveLength(1);
    held?.release();
    await expect(hold(await freePort(), [nobodys])).rejects.toMatchObject({ code: 'EADDRNOTAVAIL' });
    expect((await hold(await freePort(), [])).descriptors).toHaveLength(1);
  });
});
