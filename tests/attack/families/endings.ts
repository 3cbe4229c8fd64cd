import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { type Arena, TIMEOUTS } from '../arena/arena.ts';
import { hostileKey } from '../arena/arena-configuration.ts';
import { HOSTILE_ADDRESS, type HostileAnswer } from '../arena/hostile-client.ts';
import { type FoundRecord, Records } from '../arena/records.ts';
import { type Attack, resultOf } from '../attack.ts';
import { ask, type Client, clients } from './formats.ts';

/** However a request ends, it leaves its record, and the record is true. */
export const endings: readonly Attack[] = [
  {
    name: 'kill -9 of the gateway in the middle of streams',
    endsGateway: true,
    async run(arena) {
      const streams = arena.client.repeat(6, 6, (index) =>
        ask(clients[index % 3] ?? 'openai', index < 3 ? 'trickle@openai' : 'trickle@anthropic', {}, true),
      );
      await delay(3_000);
      if (arena.gatewayPid) process.kill(arena.gatewayPid, 'SIGKILL');
      const answers = await streams;
      await arena.untilItAnswers();
      const { found, broken } = await recordsOf(arena, answers, 30_000);
      return resultOf(answers, [
        ...broken,
        found.some((record) => record.outputTokens === 0 || !record.receipt.usageEstimated) &&
          'an interrupted answer was free',
      ]);
    },
  },
  {
    name: 'kill -9 of the gateway, six times in a row',
    endsGateway: true,
    async run(arena) {
      const waits: number[] = [];
      for (let round = 0; round < 6; round++) {
        const pid = await arena.whichGateway();
        process.kill(pid, 'SIGKILL');
        const began = performance.now();
        await arena.untilItAnswers();
        waits.push(Math.round(performance.now() - began));
      }
      return {
        outcome: `back after ${waits.join(', ')} ms`,
        broken: (waits[0] ?? 0) > 1_500 ? [`the first time it was away for ${waits[0]} ms`] : [],
      };
    },
  },
  {
    name: 'a client that never reads',
    async run(arena) {
      const records = await Records.open(arena);
      const before = await records.list('flood@openai');
      const socket = connect({ port: arena.heddle.port, host: '127.0.0.1', localAddress: HOSTILE_ADDRESS });
      socket.on('error', () => undefined);
      socket.pause();
      const { body, path } = ask('openai', 'flood@openai', {}, true);
      const text = JSON.stringify(body);
      socket.write(
        `POST ${path} HTTP/1.1\r\nhost: arena\r\nauthorization: Bearer ${hostileKey}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(text)}\r\n\r\n${text}`,
      );
      await delay(TIMEOUTS.totalMs + 4_000);
      const after = await records.list('flood@openai');
      await records.close();
      socket.destroy();
      const isSettled = Array.isArray(before) && Array.isArray(after) && after.length > before.length;
      return {
        outcome: isSettled ? 'cut' : 'held',
        broken: isSettled ? [] : ['it was not settled at the total timeout'],
      };
    },
  },
  {
    name: 'usage that cannot be read',
    short: true,
    async run(arena) {
      const variants = ['empty', 'text', 'negative', 'absurd', 'fractional'];
      const asked = clients.flatMap((from) =>
        variants.flatMap((variant) =>
          ['openai', 'anthropic', 'gemini'].map((to): [Client, string] => [from, `usage-${variant}@${to}`]),
        ),
      );
      const answers = await arena.client.repeat(asked.length, 3, (index) =>
        ask(...(asked[index] ?? ['openai', ''])),
      );
      const { found, broken } = await recordsOf(arena, answers, 10_000);
      const free = found.filter(({ outputTokens, receipt }) => outputTokens < 10 || !receipt.usageEstimated);
      const absurd = found.filter(({ outputTokens, inputTokens }) => outputTokens + inputTokens > 10_000);
      return resultOf(answers, [
        ...broken,
        free.length > 0 && `${free.length} of ${found.length} not estimated`,
        absurd.length > 0 && `${absurd.length} of ${found.length} with absurd counts`,
      ]);
    },
  },
];

async function recordsOf(
  arena: Arena,
  answers: readonly HostileAnswer[],
  withinMs: number,
): Promise<{ found: FoundRecord[]; broken: string[] }> {
  const records = await Records.open(arena);
  // What never got in, for want of a connection, leaves none.
  const ids = answers.flatMap(({ headers }) => headers['x-heddle-request-id'] ?? []);
  const looked = await Promise.all(ids.map((id) => records.find(id, withinMs)));
  await records.close();
  const found = looked.filter((record) => record !== null);
  const missing = looked.length - found.length;
  return { found, broken: missing > 0 ? [`${missing} of ${looked.length} left no record`] : [] };
}
