import { randomUUID } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { budgetTotals } from '../../../server/jobs/budget-totals.ts';
import { retention } from '../../../server/jobs/retention.ts';
import { runJob } from '../../../server/jobs/run-job.ts';
import { createPool, databaseUrl } from '../../../server/platform/db/pools.ts';
import { createLogger } from '../../../server/platform/logger.ts';
import { invoke } from '../../../server/services/invoke.ts';
import { adjustLedger } from '../../../server/services/platform/adjust-ledger.ts';
import { readBudgetSpent } from '../../../server/store/budgets/read-budget-spent.ts';
import { openLedger } from '../../../server/store/ledger/open-ledger.ts';
import { verifyBudgets } from '../../../server/store/ledger/verify-budgets.ts';
import { verifyLedger } from '../../../server/store/ledger/verify-ledger.ts';
import type { Ledger, UsageRecord } from '../../../server/store/ledger.ts';
import { callerOf, createWorld, type World } from '../../support/control-plane.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { sampleRecord } from '../../unit/store/ledger/sample-record.ts';

let database: TestDatabase;
let world: World;
let ledger: Ledger;
let jobs: Pool;
let gateway: Pool;
beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld(database);
  jobs = createPool('heddle_platform');
  gateway = createPool('heddle_gateway');
  // Nothing is removed before the records of before are counted: there are none.
  await database.owner.query('DELETE FROM usage_backfill');
  ledger = openLedger({
    databaseUrl: databaseUrl('heddle_gateway'),
    home: database.home,
    logger: createLogger('test'),
  });
});
afterAll(async () => {
  await Promise.all([ledger.close(), jobs.end(), gateway.end()]);
  await database.close();
});

const DAY_MS = 24 * 3_600_000;

/** Numbers that are the same in every run (mulberry32). */
function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

async function withJob<Result>(run: (connection: PoolClient) => Promise<Result>): Promise<Result> {
  const connection = await jobs.connect();
  try {
    return await run(connection);
  } finally {
    connection.release();
  }
}

const verifyAll = () =>
  withJob(async (connection) => ({
    ledger: (await verifyLedger(connection, new Date(0), new Date(Date.now() + DAY_MS))).different,
    budgets: (await verifyBudgets(connection)).different,
  }));

/** What is spent by all entries, kept and carried forward. */
async function balance() {
  const { rows } = await database.owner.query(
    `SELECT coalesce(sum(available), 0)::text AS available, coalesce(sum(reserved), 0)::text AS reserved,
       coalesce(sum(spent), 0)::text AS spent
     FROM (
       SELECT available, reserved, spent FROM ledger_entries WHERE tenant_id = $1
       UNION ALL SELECT available, reserved, spent FROM ledger_balances WHERE tenant_id = $1
     ) AS entries`,
    [world.tenant.id],
  );
  return rows[0];
}

describe('the balance', () => {
  it.each([1, 2, 3])(
    'is the sum of the entries and of what budgets spent, at every step of run %s',
    async (seed) => {
      const random = randomOf(seed);
      const start = Number((await balance()).spent);
      const budgets = Array.from({ length: 3 }, () => ({
        budgetId: randomUUID(),
        periodStartMs: Date.now() - DAY_MS,
        endUser: null,
      }));
      const spent = budgets.map(() => 0);
      const records: UsageRecord[] = [];
      let whole = start;
      for (let step = 0; step < 60; step++) {
        const action = random(10);
        const one = records[random(records.length || 1)];
        if (action < 6 || !one) {
          const charged = budgets.filter(() => random(2) === 0);
          const cost = random(3) === 0 ? 0 : random(1_000_000);
          const record = sampleRecord({
            createdAt: new Date(Date.now() - random(3_600_000)),
            tenantId: world.tenant.id,
            teamId: world.team.id,
            costNanoUsd: BigInt(cost),
            reservation: random(4) === 0 ? null : { nanoUsd: random(2_000_000), budgets: charged },
          });
          await ledger.record(record);
          records.push(record);
          whole += cost;
          if (record.reservation) add(spent, budgets, charged, cost);
        } else if (action === 6) {
          // Brought in a second time, from a spool or a dead process's file.
          await ledger.record({ ...one, costNanoUsd: 77n });
        } else if (action === 7) {
          await runJob(budgetTotals, jobs);
        } else {
          const nanoUsd = action === 8 ? 1 + random(1_000) : -1 - random(1_000);
          const done = await invoke(adjustLedger, callerOf(world.operator), {
            requestId: one.id,
            nanoUsd: String(nanoUsd),
            cause: 'correction',
            reason: 'a step',
          }).then(
            () => true,
            // More than it cost.
            () => false,
          );
          if (done) {
            whole += nanoUsd;
            if (one.reservation) add(spent, budgets, one.reservation.budgets, nanoUsd);
          }
        }
        expect(await balance()).toEqual({
          available: String(-whole),
          reserved: '0',
          spent: String(whole),
        });
        expect(await readBudgetSpent(gateway, world.tenant.id, budgets)).toEqual(spent);
      }
      await runJob(budgetTotals, jobs);
      expect(await verifyAll()).toEqual({ ledger: 0, budgets: 0 });
    },
  );

  it('is seen not to be when an entry, or a budget, is not what its records say', async () => {
    const budget = { budgetId: randomUUID(), periodStartMs: Date.now() - DAY_MS, endUser: null };
    const reservation = { nanoUsd: 9, budgets: [budget] };
    const record = sampleRecord({ tenantId: world.tenant.id, costNanoUsd: 5n, reservation });
    await ledger.record(record);
    await runJob(budgetTotals, jobs);
    expect(await verifyAll()).toEqual({ ledger: 0, budgets: 0 });
    await database.owner.query('UPDATE budget_totals SET spent_nano_usd = 4 WHERE budget_id = $1', [
      budget.budgetId,
    ]);
    await database.owner.query('DELETE FROM ledger_entries WHERE request_id = $1 AND sequence = 1', [
      record.id,
    ]);
    expect(await verifyAll()).toEqual({ ledger: 1, budgets: 1 });
    // What was damaged is put right for those who come after.
    await database.owner.query('DELETE FROM usage_records WHERE id = $1', [record.id]);
    await database.owner.query('DELETE FROM ledger_entries WHERE request_id = $1', [record.id]);
    await database.owner.query('DELETE FROM budget_totals WHERE budget_id = $1', [budget.budgetId]);
  });
});

function add<Budget>(spent: number[], budgets: Budget[], charged: readonly Budget[], cost: number): void {
  for (const [index, budget] of budgets.entries()) {
    if (charged.includes(budget)) spent[index] = (spent[index] ?? 0) + cost;
  }
}

describe('retention', () => {
  const months = async () => {
    const { rows } = await database.owner.query<{ name: string }>(
      "SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relname ~ '^(usage_records|ledger_entries)_2020_' ORDER BY 1",
    );
    return rows.map(({ name }) => name);
  };
  /** The months of the first half of 2020, as they are made of today. */
  async function makeMonths() {
    for (const parent of ['usage_records', 'ledger_entries']) {
      for (let month = 1; month <= 5; month++) {
        const name = `${parent}_2020_0${month}`;
        await database.owner.query(`CREATE TABLE ${name} (LIKE ${parent} INCLUDING ALL)`);
        await database.owner.query(`ALTER TABLE ${name} ENABLE ROW LEVEL SECURITY`);
        await database.owner.query(`ALTER TABLE ${name} FORCE ROW LEVEL SECURITY`);
        await database.owner.query(
          `ALTER TABLE ${parent} ATTACH PARTITION ${name} FOR VALUES FROM ('2020-0${month}-01') TO ('2020-0${month + 1}-01')`,
        );
      }
    }
  }
  const setDays = (days: number | null, contentDays: number | null = null, tenantId?: string) =>
    database.owner.query(
      'UPDATE tenants SET retention_days = $1, content_retention_days = $2 WHERE id = coalesce($3, id)',
      [days, contentDays, tenantId ?? null],
    );
  const recordAt = async (at: Date, tenantId = world.tenant.id) => {
    const record = sampleRecord({ createdAt: at, tenantId, teamId: world.team.id, costNanoUsd: 11n });
    await ledger.record(record, { request: 'question', response: 'answer' });
    return record.id;
  };
  const remaining = async (ids: string[]) => {
    const { rows } = await database.owner.query('SELECT id FROM usage_records WHERE id = ANY($1)', [ids]);
    return rows.map(({ id }) => id).sort();
  };
  const remainingContents = async (ids: string[]) => {
    const { rows } = await database.owner.query(
      'SELECT usage_record_id AS id FROM request_contents WHERE usage_record_id = ANY($1)',
      [ids],
    );
    return rows.map(({ id }) => id).sort();
  };

  it('keeps everything while nobody says otherwise', async () => {
    const old = await recordAt(new Date(Date.now() - 900 * DAY_MS));
    expect(await runJob(retention, jobs)).toEqual({ droppedPartitions: 0, deleted: 0 });
    expect(await remaining([old])).toEqual([old]);
  });

  it('deletes what one tenant keeps for less, and what was said sooner; the balance stays', async () => {
    const neighbour = await createWorld(database);
    const [older, newer] = [new Date(Date.now() - 40 * DAY_MS), new Date(Date.now() - 10 * DAY_MS)];
    const [gone, spoken, neighbours] = [
      await recordAt(older),
      await recordAt(newer),
      await recordAt(older, neighbour.tenant.id),
    ];
    const before = await balance();
    await setDays(30, 7, world.tenant.id);
    expect(await runJob(retention, jobs)).toMatchObject({ droppedPartitions: 0 });
    const all = [gone, spoken, neighbours];
    expect(await remaining(all)).toEqual([spoken, neighbours].sort());
    expect(await remainingContents(all)).toEqual([neighbours]);
    expect(await balance()).toEqual(before);
    expect(await runJob(retention, jobs)).toEqual({ droppedPartitions: 0, deleted: 0 });
    expect(await verifyAll()).toMatchObject({ ledger: 0 });
    await setDays(null);
  });

  it('drops whole months once all tenants are done with them; the balance stays', async () => {
    await makeMonths();
    const old = await recordAt(new Date('2020-02-15T12:00:00Z'));
    const before = await balance();
    await setDays(365);
    await setDays(null, null, world.tenant.id);
    expect(await runJob(retention, jobs)).toMatchObject({ droppedPartitions: 0 });
    expect(await remaining([old])).toEqual([old]);
    await setDays(365);
    for (let run = 0; run < 3; run++) await runJob(retention, jobs);
    expect(await months()).toEqual([]);
    expect(await remaining([old])).toEqual([]);
    expect(await remainingContents([old])).toEqual([]);
    expect(await balance()).toEqual(before);
    await setDays(null);
  });
});
