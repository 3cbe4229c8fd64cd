import { existsSync, readFileSync, rmSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { makeHome, type RunningHeddle, startHeddle } from '../../support/heddle.ts';
import { complete, processesOf } from '../../support/heddle-processes.ts';
import { testLogins } from '../../support/test-logins.ts';

const home = makeHome();
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await database.close();
  rmSync(home, { recursive: true, force: true });
});

async function withHeddle(
  environment: Record<string, string>,
  work: (heddle: RunningHeddle) => Promise<void>,
): Promise<string> {
  const heddle = await startHeddle({ home, environment });
  try {
    await work(heddle);
  } finally {
    await heddle.stop({ keepHome: true });
  }
  return heddle.output();
}

const separateLogins = () => {
  const logins = testLogins(database.url);
  return {
    DATABASE_URL: database.url,
    HEDDLE_DATABASE_URL_APP: logins.heddle_app,
    HEDDLE_DATABASE_URL_PLATFORM: logins.heddle_platform,
    HEDDLE_DATABASE_URL_GATEWAY: logins.heddle_gateway,
  };
};

/** Read to its end, so that its connection is free for the next. */
async function readyStatus(heddle: RunningHeddle): Promise<number> {
  const response = await fetch(`${heddle.url}/api/health/ready`);
  await response.arrayBuffer();
  return response.status;
}

async function onServer(...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: inject('postgresUrl') });
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
}

describe('with a Postgres of one’s own, Heddle', () => {
  it.runIf(existsSync('/proc/self/environ'))(
    'keeps its owner from the processes that serve, where the roles have logins',
    async () => {
      const output = await withHeddle(separateLogins(), async (heddle) => {
        expect((await complete(heddle)).status).toBe(200);
        const { gateway, pages } = processesOf(heddle);
        for (const pid of [gateway, pages]) {
          const environment = readFileSync(`/proc/${pid}/environ`, 'utf8');
          expect(environment).not.toContain(database.url);
          expect(environment).not.toMatch(/(?:^|\0)DATABASE_URL=/);
        }
      });
      expect(output).not.toContain('logins of their own are safer');
      // Containers are reached from elsewhere.
      expect(output).not.toContain('Only this machine');
    },
  );

  it('serves from a database that somebody else migrated, without knowing its owner', async () => {
    const { DATABASE_URL: _owner, ...logins } = separateLogins();
    await withHeddle(logins, async (heddle) => expect((await complete(heddle)).status).toBe(200));
  });

  it('takes all roles from one login where that is all there is, and warns', async () => {
    const output = await withHeddle({ DATABASE_URL: database.url }, async (heddle) => {
      expect((await complete(heddle)).status).toBe(200);
    });
    expect(output).toContain('logins of their own are safer');
  });

  it('goes on while it is away, and writes what was asked meanwhile when it is back', {
    timeout: 120_000,
  }, async () => {
    const name = new URL(database.url).pathname.slice(1);
    const count = async () =>
      Number((await database.owner.query('SELECT count(*) FROM usage_records')).rows[0].count);
    await withHeddle(separateLogins(), async (heddle) => {
      expect((await complete(heddle)).status).toBe(200);
      const before = await count();
      const processes = processesOf(heddle);
      await onServer(
        `ALTER DATABASE ${name} ALLOW_CONNECTIONS false`,
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`,
      );
      for (let request = 0; request < 10; request += 1) {
        expect((await complete(heddle)).status).toBe(200);
        await delay(200);
      }
      await expect.poll(() => readyStatus(heddle)).toBe(503);
      await onServer(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
      await expect.poll(count, { timeout: 30_000 }).toBe(before + 10);
      await expect.poll(() => readyStatus(heddle), { timeout: 30_000 }).toBe(200);
      expect(processesOf(heddle)).toEqual(processes);
    });
  });
});
