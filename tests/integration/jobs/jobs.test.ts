import { randomBytes } from 'node:crypto';
import type { Pool } from 'pg';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expiredAccess } from '../../../server/jobs/expired-access.ts';
import { jobs } from '../../../server/jobs/index.ts';
import type { Job } from '../../../server/jobs/job.ts';
import { runJob } from '../../../server/jobs/run-job.ts';
import { startJobs } from '../../../server/jobs/start-jobs.ts';
import { usagePartitions } from '../../../server/jobs/usage-partitions.ts';
import { createPool } from '../../../server/platform/db/pools.ts';
import { asPlatform } from '../../../server/platform/db/prisma.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { createTenant } from '../../support/tenant.ts';

let database: TestDatabase;
let pool: Pool;
beforeAll(async () => {
  database = await createTestDatabase();
  pool = createPool('heddle_platform');
});
afterAll(async () => {
  await pool.end();
  await database.close();
});

const silent = pino({ level: 'silent' });
const DAY_MS = 24 * 3_600_000;

it('every job runs as heddle_platform, and again at once without harm', async () => {
  for (const job of [...jobs, ...jobs]) await expect(runJob(job, pool)).resolves.not.toBeNull();
});

describe('usage-partitions', () => {
  it('makes the months that are missing', async () => {
    const month = new Date(Date.now());
    month.setUTCDate(1);
    month.setUTCMonth(month.getUTCMonth() + 2);
    const name = `usage_records_${month.toISOString().slice(0, 7).replace('-', '_')}`;
    await database.owner.query(`DROP TABLE ${name}`);
    expect(await runJob(usagePartitions, pool)).toEqual({ made: 1 });
    expect((await database.owner.query('SELECT to_regclass($1) AS found', [name])).rows).toEqual([
      { found: name },
    ]);
    expect(await runJob(usagePartitions, pool)).toEqual({ made: 0 });
  });
});

describe('expired-access', () => {
  it('deletes what is over, and only that', async () => {
    const { id: tenantId, teamId, ownerId } = await createTenant();
    const at = (days: number) => new Date(Date.now() + days * DAY_MS);
    const secret = () => new Uint8Array(randomBytes(32));
    await asPlatform(async (transaction) => {
      for (const days of [-1, 1]) {
        await transaction.session.create({ data: { userId: ownerId, expiresAt: at(days) } });
      }
      for (const days of [-31, -1, 1]) {
        await transaction.invitation.create({
          data: {
            tenantId,
            email: `${days}@example.com`,
            role: 'member',
            tokenHash: secret(),
            expiresAt: at(days),
          },
        });
      }
      const key = { tenantId, teamId, hash: secret(), prefix: 'hdl_' };
      for (const [kind, days] of [
        ['playground', -31],
        ['playground', -1],
        ['standard', -31],
      ] as const) {
        const name = `${kind} ${days}`;
        await transaction.apiKey.create({
          data: { ...key, hash: secret(), kind, name, expiresAt: at(days) },
        });
      }
    });
    expect(await runJob(expiredAccess, pool)).toEqual({ sessions: 1, playgroundKeys: 1, invitations: 1 });
    const left = await asPlatform(async (transaction) => ({
      sessions: await transaction.session.count(),
      invitations: (await transaction.invitation.findMany()).map(({ email }) => email).sort(),
      keys: (await transaction.apiKey.findMany()).map(({ name }) => name).sort(),
    }));
    expect(left).toEqual({
      sessions: 1,
      invitations: ['-1@example.com', '1@example.com'],
      keys: ['playground -1', 'standard -31', 'test'],
    });
  });
});

describe('a job', () => {
  function countingJob(run: (count: number) => Promise<void> | void) {
    let count = 0;
    const job: Job = {
      name: `test-${randomBytes(4).toString('hex')}`,
      intervalMs: 20,
      run: async () => {
        count += 1;
        await run(count);
        return {};
      },
    };
    return { job, count: () => count };
  }

  it('runs at start and at its interval, until it is told to stop', async () => {
    const { job, count } = countingJob(() => undefined);
    const running = startJobs([job], pool, silent);
    await expect.poll(count).toBeGreaterThan(2);
    await running.stop();
    const atStop = count();
    await new Promise((resolve) => setTimeout(resolve, 5 * job.intervalMs));
    expect(count()).toBe(atStop);
  });

  it('that fails is undone, and tried again', async () => {
    const failing: Job = {
      name: 'test-failing',
      intervalMs: 20,
      async run(connection) {
        await connection.query(
          `INSERT INTO tenants (id, slug, name, updated_at) VALUES (gen_random_uuid(), 'half', '', now())`,
        );
        await connection.query('SELECT 1 / 0');
        return {};
      },
    };
    await expect(runJob(failing, pool)).rejects.toThrow('division by zero');
    expect((await database.owner.query(`SELECT FROM tenants WHERE slug = 'half'`)).rowCount).toBe(0);
    const { job, count } = countingJob((run) => {
      if (run === 1) throw new Error('not yet');
    });
    const running = startJobs([job], pool, silent);
    await expect.poll(count).toBeGreaterThan(1);
    await running.stop();
  });

  it('that another process is at is not run a second time', async () => {
    const finish = Promise.withResolvers<void>();
    const { job, count } = countingJob(() => finish.promise);
    const first = runJob(job, pool);
    await expect.poll(count).toBe(1);
    expect(await runJob(job, pool)).toBeNull();
    finish.resolve();
    expect(await first).toEqual({});
    expect(count()).toBe(1);
  });
});
