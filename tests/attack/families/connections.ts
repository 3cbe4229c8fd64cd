import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { hostileKey } from '../arena/arena-configuration.ts';
import { HOSTILE_ADDRESS, type HostileAnswer } from '../arena/hostile-client.ts';
import { type Attack, resultOf } from '../attack.ts';
import { ask } from './formats.ts';

/** Many connections, and slow ones. */
export const connections: readonly Attack[] = [
  {
    name: '3,000 connections from one address that say nothing',
    run: ({ heddle }) => holdSockets(heddle.port, 3_000, ''),
  },
  {
    name: '1,000 connections with half a header',
    run: ({ heddle }) =>
      holdSockets(heddle.port, 1_000, 'POST /v1/chat/completions HTTP/1.1\r\nhost: arena\r\nx-a: b'),
  },
  {
    name: '500 bodies of strangers that never end',
    short: true,
    run: ({ heddle }) =>
      holdSockets(
        heddle.port,
        500,
        `POST /v1/chat/completions HTTP/1.1\r\nhost: arena\r\ncontent-length: 1000000\r\n\r\n${'x'.repeat(60_000)}`,
      ),
  },
  {
    name: '500 bodies of the hostile tenant that never end',
    run: ({ heddle }) =>
      holdSockets(
        heddle.port,
        500,
        `POST /v1/chat/completions HTTP/1.1\r\nhost: arena\r\nauthorization: Bearer ${hostileKey}\r\ncontent-type: application/json\r\ncontent-length: 30000000\r\n\r\n${'x'.repeat(500_000)}`,
      ),
  },
  {
    name: '2,000 requests on a silent upstream',
    short: true,
    run: async ({ client }) => {
      const waiting: Promise<HostileAnswer[]>[] = [];
      for (let hundred = 0; hundred < 20; hundred++) {
        waiting.push(
          client.repeat(100, 100, () => ({ ...ask('openai', 'silent@openai'), patienceMs: 5_000 })),
        );
        await delay(50);
      }
      return resultOf((await Promise.all(waiting)).flat());
    },
  },
];

async function holdSockets(port: number, count: number, text: string) {
  const sockets: Socket[] = [];
  const outcomes = new Map<string, number>();
  for (let index = 0; index < count; index++) {
    const socket = connect({ port, host: '127.0.0.1', localAddress: HOSTILE_ADDRESS });
    let said = '';
    socket.on('data', (data) => {
      said += data.toString('latin1');
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      const outcome = /^HTTP\/1\.1 (\d+)/.exec(said)?.[1] ?? 'closed';
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    });
    socket.write(text);
    sockets.push(socket);
    if (index % 200 === 199) await delay(20);
  }
  await delay(5_000);
  const told = [...outcomes].map(([outcome, times]) => `${outcome} × ${times}`).join(', ');
  for (const socket of sockets) socket.destroy();
  return { outcome: told === '' ? 'held' : told, broken: [] };
}
