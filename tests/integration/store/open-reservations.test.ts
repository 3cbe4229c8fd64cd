import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { databaseUrl } from '../../../server/platform/db/pools.ts';
import { asTenant } from '../../../server/platform/db/prisma.ts';
import { createLogger } from '../../../server/platform/logger.ts';
import { readBudgetStandings } from '../../../server/services/budgets/read-budget-standings.ts';
import { openLedger } from '../../../server/store/ledger/open-ledger.ts';
import type { Ledger } from '../../../server/store/ledger.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { createTenant, type TestTenant } from '../../support/tenant.ts';
import { openRequestOf } from '../../unit/store/ledger/open-request-of.ts';
import { sampleRecord } from '../../unit/store/ledger/sample-record.ts';
import { readRecords } from './read-records.ts';

const timing = { keepEveryMs: 20, keptAfterMs: 50, showLifeEveryMs: 50, lookEveryMs: 50, deadAfterMs: 1_500 };

// However busy the machine is.
vi.setConfig({ testTimeout: 60_000 });

let database: TestDatabase;
let tenant: TestTenant;
const ledgers: Ledger[] = [];
/** By whichever process. */
const interrupted: string[] = [];
beforeAll(async () => {
  database = await createTestDatabase();
  tenant = await createTenant();
});
afterAll(async () => {
  await Promise.all(ledgers.map((ledger) => ledger.close()));
  await database.close();
});

const eventually = <Result>(check: () => Result) => vi.waitFor(check, { timeout: 50_000 });

/** A process with a disk of its own, which nobody else sees. */
function openProcess(changes: Partial<typeof timing> = {}): Ledger {
  const ledger = openLedger({
    databaseUrl: databaseUrl('heddle_gateway'),
    home: mkdtempSync(path.join(tmpdir(), 'heddle-process-')),
    logger: createLogger('test'),
    onInterrupted: ({ id }) => interrupted.push(id),
    reservationTiming: { ...timing, ...changes },
  });
  ledgers.push(ledger);
  return ledger;
}

const budget = { budgetId: randomUUID(), periodStartMs: Date.UTC(2026, 2, 1), endUser: null };

/** A request that reserves of the budget. */
const reserving = () =>
  sampleRecord({ tenantId: tenant.id, reservation: { nanoUsd: 70_000, budgets: [budget] } });

const kept = async () => {
  const { rows } = await database.owner.query('SELECT request_id FROM open_reservations ORDER BY 1');
  return rows.map(({ request_id }) => request_id);
};

const standing = async () => {
  const [found] = await asTenant(tenant.id, (transaction) => readBudgetStandings(transaction, [budget]));
  return found;
};

it('are there while a request takes long, and gone with its record', async () => {
  const ledger = openProcess();
  const [long, short] = [reserving(), reserving()];
  await Promise.all([ledger.begin(openRequestOf(long)), ledger.begin(openRequestOf(short))]);
  await ledger.record({ ...short, costNanoUsd: 0n, latencyMs: 3 });
  await eventually(async () => expect(await kept()).toEqual([long.id]));
  expect(await standing()).toEqual({ spentNanoUsd: 0n, reservedNanoUsd: 70_000n });
  await ledger.record({ ...long, costNanoUsd: 500n, latencyMs: 1_200 });
  expect(await kept()).toEqual([]);
  expect(await standing()).toEqual({ spentNanoUsd: 500n, reservedNanoUsd: 0n });
});

it('are taken back where the request ended on the way there', async () => {
  const ledger = openProcess();
  for (let times = 0; times < 20; times++) {
    const record = reserving();
    await ledger.begin(openRequestOf(record));
    await delay(45 + times);
    await ledger.record({ ...record, costNanoUsd: 0n, latencyMs: 900 });
  }
  await eventually(async () => expect(await kept()).toEqual([]));
});

it('outlive their process and its disk: another one records them as interrupted, once', async () => {
  const dying = openProcess();
  const records = Array.from({ length: 30 }, reserving);
  await Promise.all(records.map((record) => dying.begin(openRequestOf(record))));
  await eventually(async () => expect(await kept()).toHaveLength(30));
  // What it had open is left where it is, as when it is killed.
  ledgers.splice(ledgers.indexOf(dying), 1);
  await dying.close();
  const before = await standing();
  openProcess();

  await eventually(async () => expect(await kept()).toEqual([]));
  for (const { id } of records) {
    expect(await readRecords(database.owner, id)).toMatchObject([
      { id, endedBy: 'interrupted', usageEstimated: true, costNanoUsd: 21_000n },
    ]);
  }
  expect(await standing()).toEqual({
    spentNanoUsd: (before?.spentNanoUsd ?? 0n) + 30n * 21_000n,
    reservedNanoUsd: 0n,
  });
  expect(interrupted.sort()).toEqual(records.map(({ id }) => id).sort());
});

it('of a process that shows life stay its own, and so do all after an outage in which nobody could', async () => {
  await Promise.all(ledgers.splice(0).map((ledger) => ledger.close()));
  const alive = openProcess({ lookEveryMs: 3_600_000 });
  const record = reserving();
  await alive.begin(openRequestOf(record));
  await eventually(async () => expect(await kept()).toEqual([record.id]));
  // As if the database had been away, for everybody.
  await database.owner.query("UPDATE gateway_processes SET seen_at = now() - interval '1 hour'");
  openProcess();
  await delay(2 * timing.deadAfterMs);
  expect(await kept()).toEqual([record.id]);
  expect(interrupted).not.toContain(record.id);
  await alive.record({ ...record, costNanoUsd: 1n, latencyMs: 3_000 });
  expect(await readRecords(database.owner, record.id)).toMatchObject([{ endedBy: 'completed' }]);
});
