import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { budgetTotals } from '../../../server/jobs/budget-totals.ts';
import { runJob } from '../../../server/jobs/run-job.ts';
import { createPool, databaseUrl } from '../../../server/platform/db/pools.ts';
import { asTenant } from '../../../server/platform/db/prisma.ts';
import { createLogger } from '../../../server/platform/logger.ts';
import { readBudgetStandings } from '../../../server/services/budgets/read-budget-standings.ts';
import { openBudgetSpending } from '../../../server/store/budgets/open-budget-spending.ts';
import { openLedger } from '../../../server/store/ledger/open-ledger.ts';
import type { ChargedBudget } from '../../../server/store/ledger.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { createTenant, type TestTenant } from '../../support/tenant.ts';
import { sampleRecord } from '../../unit/store/ledger/sample-record.ts';

let database: TestDatabase;
let tenant: TestTenant;
let other: TestTenant;
let jobs: Pool;
beforeAll(async () => {
  database = await createTestDatabase();
  tenant = await createTenant();
  other = await createTenant();
  jobs = createPool('heddle_platform');
});
afterAll(async () => {
  await jobs.end();
  await database.close();
});

const MONTH_MS = Date.UTC(2026, 2, 1);

function open() {
  const url = databaseUrl('heddle_gateway');
  const logger = createLogger('test');
  const ledger = openLedger({ databaseUrl: url, home: database.home, logger });
  const spending = openBudgetSpending({ databaseUrl: url, logger });
  return { ledger, spending, close: () => Promise.all([ledger.close(), spending.close()]) };
}

describe('what budgets have spent', () => {
  it('is the sum of their records, at any moment and for each end user', async () => {
    const { ledger, spending, close } = open();
    const whole: ChargedBudget = { budgetId: randomUUID(), periodStartMs: MONTH_MS, endUser: null };
    const people = ['ann', 'b"ø{b}\\', 'nul \0, half a pair \ud800'].map(
      (endUser): ChargedBudget => ({ budgetId: randomUUID(), periodStartMs: MONTH_MS, endUser }),
    );
    const asked = [whole, ...people, { ...whole, periodStartMs: MONTH_MS + 1 }];
    expect(await spending.spent(tenant.id, asked)).toEqual([0, 0, 0, 0, 0]);

    const expected = [0, 0, 0, 0, 0];
    for (let round = 1; round <= 4; round++) {
      await Promise.all(
        people.flatMap((person, index) =>
          Array.from({ length: 20 }, async () => {
            const cost = round * 1000 + index;
            expected[0] = (expected[0] ?? 0) + cost;
            expected[index + 1] = (expected[index + 1] ?? 0) + cost;
            const reservation = { nanoUsd: 9_999, budgets: [whole, person] };
            const record = sampleRecord({ tenantId: tenant.id, costNanoUsd: BigInt(cost), reservation });
            await ledger.record(record);
            // The second time counts nothing.
            if (index === 0) await ledger.record({ ...record, costNanoUsd: 5n });
          }),
        ),
      );
      expect(await spending.spent(tenant.id, asked)).toEqual(expected);
      const standings = await asTenant(tenant.id, (transaction) => readBudgetStandings(transaction, asked));
      expect(standings.map(({ spentNanoUsd }) => Number(spentNanoUsd))).toEqual(expected);
      // What is moved on to totals is counted once all the same.
      if (round % 2 === 0) expect(await runJob(budgetTotals, jobs)).not.toEqual({ folded: 0 });
      expect(await spending.spent(tenant.id, asked)).toEqual(expected);
    }
    expect(await runJob(budgetTotals, jobs)).toEqual({ folded: 0 });
    expect(await spending.spent(other.id, asked)).toEqual([0, 0, 0, 0, 0]);
    expect(await asTenant(other.id, (transaction) => readBudgetStandings(transaction, asked))).toEqual(
      asked.map(() => ({ spentNanoUsd: 0n, reservedNanoUsd: 0n })),
    );
    await close();
  });

  it('is held to what the gateway counts with, whatever a record says', async () => {
    const { ledger, spending, close } = open();
    const budget = { budgetId: randomUUID(), periodStartMs: MONTH_MS, endUser: null };
    for (let times = 0; times < 2; times++) {
      const reservation = { nanoUsd: 1, budgets: [budget] };
      await ledger.record(sampleRecord({ tenantId: tenant.id, costNanoUsd: 2n ** 63n - 1n, reservation }));
    }
    expect(await spending.spent(tenant.id, [budget])).toEqual([Number.MAX_SAFE_INTEGER]);
    await close();
  });
});

describe('a threshold', () => {
  it('is put down once in a period, by however many', async () => {
    const { spending, close } = open();
    const budgetId = randomUUID();
    const event = { tenantId: tenant.id, budgetId, endUser: null, spentNanoUsd: 100 };
    for (const periodStartMs of [MONTH_MS, MONTH_MS + 1]) {
      for (const threshold of [50, 80]) {
        await Promise.all(
          [1, 2, 3].map(() => spending.noteThreshold({ ...event, periodStartMs, threshold })),
        );
      }
    }
    const read = (tenantId: string) =>
      asTenant(
        tenantId,
        (transaction) =>
          transaction.$queryRaw`SELECT threshold FROM budget_events WHERE budget_id = ${budgetId}::uuid ORDER BY 1`,
      );
    expect(await read(tenant.id)).toEqual([50, 50, 80, 80].map((threshold) => ({ threshold })));
    expect(await read(other.id)).toEqual([]);
    await close();
  });
});
