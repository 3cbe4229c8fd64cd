import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { ProcessState } from '../../../server/supervisor/process-state.ts';
import { makeHome, type RunningHeddle, startHeddle } from '../../support/heddle.ts';
import { complete, postmasterOf, processesOf, queryDatabaseOf } from '../../support/heddle-processes.ts';

const home = makeHome();
afterAll(() => rmSync(home, { recursive: true, force: true }));

let heddle: RunningHeddle;
afterEach(() => heddle?.stop({ keepHome: true }));

async function start(): Promise<void> {
  heddle = await startHeddle({ home });
}

const statusOf = (answer: Promise<Response>) =>
  answer.then(
    async (response) => {
      await response.arrayBuffer();
      return response.status;
    },
    () => 0,
  );

const ready = async () => (await fetch(`${heddle.url}/api/health/ready`)).json();
const READY = { status: 'ready', checks: { gateway: 'ok', database: 'ok', pages: 'ok', counters: 'memory' } };

const states = (): Record<string, ProcessState> =>
  JSON.parse(readFileSync(path.join(home, 'status.json'), 'utf8'));

const queried = (sql: string) => queryDatabaseOf(home, sql);

const recordsOf = async () => Number((await queried('SELECT count(*) FROM usage_records'))[0]?.count);

describe('the gateway, killed with SIGKILL', () => {
  it('is there again, and the pages are known to it', async () => {
    await start();
    process.kill(processesOf(heddle).gateway, 'SIGKILL');
    await expect.poll(() => statusOf(complete(heddle)), { timeout: 30_000 }).toBe(200);
    await expect.poll(ready, { timeout: 20_000 }).toEqual(READY);
    expect(states().gateway).toMatchObject({ state: 'running', failures: 1, lastWords: 'exit SIGKILL' });
    expect(heddle.output()).toContain('the gateway process ended; starting it again now');
    await heddle.stop({ keepHome: true });
  });

  it('is there again the sixth time in a row as well', { timeout: 60_000 }, async () => {
    await start();
    for (let kill = 1; kill <= 6; kill += 1) {
      process.kill(processesOf(heddle).gateway, 'SIGKILL');
      await expect.poll(() => statusOf(complete(heddle)), { timeout: 30_000 }).toBe(200);
    }
    await expect.poll(() => states().gateway?.failures).toBe(6);
  });
});

describe('the pages, killed with SIGKILL', () => {
  it('are started again while the gateway answers, and says how they are', { timeout: 60_000 }, async () => {
    await start();
    const seen = new Set<string>();
    for (let kill = 1; kill <= 3; kill += 1) {
      process.kill(processesOf(heddle).pages, 'SIGKILL');
      const isRestarting = async () => {
        const { checks } = await ready();
        seen.add(checks.pages);
        expect(await statusOf(complete(heddle))).toBe(200);
        return checks.pages;
      };
      await expect.poll(isRestarting, { timeout: 20_000, interval: 10 }).not.toBe('ok');
      await expect.poll(isRestarting, { timeout: 20_000 }).toBe('ok');
    }
    expect(seen).toContain('restarting (failed 3 times)');
  });
});

describe('the embedded Postgres', () => {
  it('is started again when its postmaster or a backend is killed under load; every row is there, and no process of Heddle ended', {
    timeout: 120_000,
  }, async () => {
    await start();
    const before = await recordsOf();
    const { gateway, pages } = processesOf(heddle);
    const statuses: number[] = [];
    let isOver = false;
    const load = Array.from({ length: 4 }, async () => {
      while (!isOver) {
        statuses.push(await statusOf(complete(heddle)));
        await delay(5);
      }
    });
    for (let kill = 0; kill < 2; kill += 1) {
      await delay(500);
      const postmaster = postmasterOf(home);
      process.kill(postmaster, 'SIGKILL');
      await expect
        .poll(() => queried('SELECT 1 AS one').catch(() => []), { timeout: 20_000 })
        .toEqual([{ one: 1 }]);
      expect(postmasterOf(home)).not.toBe(postmaster);
      await expect.poll(ready, { timeout: 20_000 }).toEqual(READY);
      await delay(1_000);
    }
    const [backend] = await queried(
      `SELECT pid FROM pg_stat_activity WHERE usename = 'heddle_gateway' ORDER BY backend_start LIMIT 1`,
    );
    process.kill(Number(backend?.pid), 'SIGKILL');
    await delay(1_500);
    isOver = true;
    await Promise.all(load);
    expect(statuses.filter((status) => status !== 200)).toEqual([]);
    expect(statuses.length).toBeGreaterThan(50);
    await expect.poll(recordsOf, { timeout: 20_000 }).toBe(before + statuses.length);
    await expect.poll(ready, { timeout: 20_000 }).toEqual(READY);
    expect(processesOf(heddle)).toMatchObject({ gateway, pages });
    expect(states().postgres).toMatchObject({ state: 'running', failures: 2 });
  });
});

describe('gateway and Postgres, killed at the same moment', () => {
  it('are both started again', { timeout: 60_000 }, async () => {
    await start();
    for (const pid of [postmasterOf(home), processesOf(heddle).gateway]) process.kill(pid, 'SIGKILL');
    await expect.poll(() => statusOf(complete(heddle)), { timeout: 20_000 }).toBe(200);
    await expect.poll(ready, { timeout: 20_000 }).toEqual(READY);
  });
});

describe.runIf(existsSync('/proc/self/environ'))('the processes that serve', () => {
  it('know the logins of their roles, and not the owner of the database', async () => {
    await start();
    expect(await statusOf(complete(heddle))).toBe(200);
    const { gateway, pages } = processesOf(heddle);
    const passwordOf = (user: string) => readFileSync(path.join(home, `${user}.password`), 'utf8').trim();
    const knownTo = (pid: number) => {
      const environment = readFileSync(`/proc/${pid}/environ`, 'utf8');
      return ['postgres', 'heddle_app', 'heddle_platform', 'heddle_gateway'].filter((user) =>
        environment.includes(passwordOf(user)),
      );
    };
    expect(knownTo(gateway)).toEqual(['heddle_platform', 'heddle_gateway']);
    expect(knownTo(pages)).toEqual(['heddle_app', 'heddle_platform']);
    const connected = await queried(
      `SELECT DISTINCT usename::text AS user FROM pg_stat_activity
       WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() ORDER BY 1`,
    );
    expect(connected.map(({ user }) => user)).not.toContain('heddle');
    expect(connected.map(({ user }) => user)).toContain('heddle_gateway');
    for (const user of ['postgres', 'heddle_app', 'heddle_platform', 'heddle_gateway']) {
      expect(heddle.output()).not.toContain(passwordOf(user));
    }
  });
});
