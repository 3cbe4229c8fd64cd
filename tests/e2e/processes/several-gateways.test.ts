import { readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { Agent, fetch as fetchWith } from 'undici';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { commandOf } from '../../../server/platform/process-command.mjs';
import type { ProcessState } from '../../../server/supervisor/process-state.ts';
import {
  collectOutput,
  makeHome,
  type RunningHeddle,
  spawnHeddle,
  startHeddle,
} from '../../support/heddle.ts';
import { complete, gatewaysOf, postmasterOf, queryDatabaseOf } from '../../support/heddle-processes.ts';
import { findRedis, type TestRedis } from '../../support/redis.ts';

const finder = findRedis();
const home = makeHome();
afterAll(() => rmSync(home, { recursive: true, force: true }));

let redis: TestRedis | undefined;
let heddle: RunningHeddle | undefined;
afterEach(async () => {
  await heddle?.stop({ keepHome: true });
  await redis?.close();
  heddle = undefined;
  redis = undefined;
});

async function start(processes: number): Promise<RunningHeddle> {
  redis = await finder.start();
  const environment = { HEDDLE_GATEWAY_PROCESSES: String(processes), REDIS_URL: redis.url };
  heddle = await startHeddle({ home, environment });
  await expect.poll(() => gatewaysOf(home).length, { timeout: 20_000 }).toBe(processes);
  return heddle;
}

const statesIn = (): Record<string, ProcessState> =>
  JSON.parse(readFileSync(path.join(home, 'status.json'), 'utf8'));

const queried = (sql: string) => queryDatabaseOf(home, sql);

/** A stream of the simulator's that takes its time, begun. */
async function beginStream({ url, quickstart }: RunningHeddle) {
  // A connection of its own.
  const response = await fetchWith(`${url}/v1/chat/completions`, {
    method: 'POST',
    dispatcher: new Agent(),
    headers: { authorization: `Bearer ${quickstart.apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      model: 'simulator-slow',
      stream: true,
      messages: [{ role: 'user', content: 'Take your time' }],
    }),
  });
  const reader = response.body?.getReader();
  await reader?.read();
  return async () => {
    let text = '';
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
      text += new TextDecoder().decode(part.value);
    }
    return text;
  };
}

/** Asks again and again, over connections kept alive and over new ones. */
function keepAsking(target: RunningHeddle) {
  const statuses: (number | string)[] = [];
  let isOver = false;
  const asking = [true, true, false, false].map(async (keepsAlive) => {
    const shared = new Agent();
    while (!isOver) {
      const dispatcher = keepsAlive ? shared : new Agent({ pipelining: 0 });
      const response = await fetchWith(`${target.url}/v1/models`, {
        dispatcher,
        headers: { authorization: `Bearer ${target.quickstart.apiKey}` },
      }).catch((error: Error) => error);
      if (response instanceof Error) statuses.push(String(response.cause));
      else {
        await response.arrayBuffer();
        statuses.push(response.status);
      }
      if (!keepsAlive) await dispatcher.close();
    }
    await shared.close();
  });
  return async () => {
    isOver = true;
    await Promise.all(asking);
    return statuses;
  };
}

describe('several gateway processes without a store in common', () => {
  it('are refused, with the way out', async () => {
    const child = spawnHeddle({ HEDDLE_HOME: home, HEDDLE_GATEWAY_PROCESSES: '2' });
    const output = collectOutput(child);
    const code = await new Promise((resolve) => child.once('close', resolve));
    expect(code).toBe(1);
    expect(output()).toContain(
      'HEDDLE_GATEWAY_PROCESSES: found "2", expected 1, or REDIS_URL (or Upstash’s) as well',
    );
  });
});

describe.skipIf(!finder.available)('two gateway processes', () => {
  it('serve one port, go on when one of them is killed, and record what that one left open', {
    timeout: 150_000,
  }, async () => {
    const running = await start(2);
    expect(Object.keys(statesIn()).sort()).toEqual(['gateway-1', 'gateway-2', 'pages', 'postgres']);
    const answered = await Promise.all(Array.from({ length: 16 }, () => complete(running)));
    expect(answered.map(({ status }) => status)).toEqual(answered.map(() => 200));

    const streams = await Promise.all(Array.from({ length: 8 }, () => beginStream(running)));
    const finish = keepAsking(running);
    const [first = 0, second = 0] = gatewaysOf(home);
    process.kill(second, 'SIGKILL');
    const ended = await Promise.allSettled(streams.map((stream) => stream()));
    await expect.poll(() => gatewaysOf(home).length, { timeout: 20_000 }).toBe(2);
    await expect
      .poll(() => statesIn()['gateway-2'], { timeout: 20_000 })
      .toMatchObject({ state: 'running', failures: 1 });
    expect(gatewaysOf(home)).toContain(first);
    const statuses = await finish();
    // What was under way in the one that was killed is lost; connections that come are not.
    expect(statuses.filter((status) => status !== 200).length).toBeLessThanOrEqual(4);
    expect(statuses.at(-1)).toBe(200);
    const cutOff = ended.filter(({ status }) => status === 'rejected').length;
    await expect
      .poll(
        async () => {
          const [row] = await queried(
            `SELECT count(*)::int AS all, count(*) FILTER (WHERE ended_by = 'interrupted')::int AS interrupted
             FROM usage_records WHERE model_requested = 'simulator-slow'`,
          );
          return row;
        },
        { timeout: 20_000 },
      )
      .toEqual({ all: 8, interrupted: cutOff });
  });

  it('are replaced one by one by SIGHUP: nothing is dropped, and streams are read to their end', {
    timeout: 150_000,
  }, async () => {
    const running = await start(2);
    const before = gatewaysOf(home);
    const streams = await Promise.all(Array.from({ length: 4 }, () => beginStream(running)));
    const finish = keepAsking(running);
    running.process.kill('SIGHUP');
    await expect
      .poll(() => gatewaysOf(home).filter((pid) => !before.includes(pid)).length, { timeout: 40_000 })
      .toBe(2);
    await expect.poll(() => gatewaysOf(home).length, { timeout: 40_000 }).toBe(2);
    const statuses = await finish();
    expect(statuses.filter((status) => status !== 200)).toEqual([]);
    for (const stream of streams) expect(await stream()).toContain('[DONE]');
    expect(statesIn()['gateway-1']).toMatchObject({ state: 'running', failures: 0 });
    expect((await complete(running)).status).toBe(200);
  });

  it('go by themselves when the supervisor is killed, and the last one stops Postgres', {
    timeout: 150_000,
  }, async () => {
    const running = await start(2);
    const pids = [...gatewaysOf(home), postmasterOf(home)];
    running.process.kill('SIGKILL');
    await expect.poll(() => pids.map(commandOf).filter(Boolean), { timeout: 20_000 }).toEqual([]);
    expect(readdirSync(path.join(home, 'ledger-spool')).filter((name) => name.endsWith('.open'))).toEqual([]);
  });
});
