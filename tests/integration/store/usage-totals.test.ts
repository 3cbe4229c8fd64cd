import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Pool, PoolClient } from 'pg';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { runJob } from '../../../server/jobs/run-job.ts';
import { usageTotals } from '../../../server/jobs/usage-totals.ts';
import { createPool } from '../../../server/platform/db/pools.ts';
import { createLogger } from '../../../server/platform/logger.ts';
import { insertEntries } from '../../../server/store/ledger/insert-entries.ts';
import { openLedger } from '../../../server/store/ledger/open-ledger.ts';
import { Spool } from '../../../server/store/ledger/spool.ts';
import type { UsageRecord } from '../../../server/store/ledger.ts';
import { compareWithRecords } from '../../../server/store/usage/compare-with-records.ts';
import { countEarlierRecords } from '../../../server/store/usage/count-earlier-records.ts';
import { foldIncrements } from '../../../server/store/usage/fold-increments.ts';
import { LatencyHistogram } from '../../../server/store/usage/latency-histogram.ts';
import { DAY, HOUR, MINUTE, QUARTER } from '../../../server/store/usage/levels.ts';
import { settleTotals } from '../../../server/store/usage/settle-totals.ts';
import { createTestDatabase } from '../../support/database.ts';
import { createTenant } from '../../support/tenant.ts';
import { sampleRecord } from '../../unit/store/ledger/sample-record.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const database = await createTestDatabase();
const platform = createPool('heddle_platform');
const gateway = createPool('heddle_gateway');
const { id: tenantId } = await createTenant();
const ids = Array.from({ length: 6 }, (_, index) => `0190a000-0000-7000-8000-00000000010${index}`);
afterAll(async () => {
  await platform.end();
  await gateway.end();
  await database.close();
});
beforeEach(async () => {
  await database.owner.query('TRUNCATE usage_records, usage_increments, usage_totals');
});

const pick = <Value>(values: readonly Value[]): Value =>
  values[Math.floor(Math.random() * values.length)] as Value;

/** Of one of several teams, keys, channels and outcomes, within the last days. */
function randomRecord(changes: Partial<UsageRecord> = {}): UsageRecord {
  const failed = Math.random() < 0.2;
  return sampleRecord({
    tenantId,
    teamId: pick(ids.slice(0, 2)),
    apiKeyId: pick(ids.slice(2, 5)),
    createdAt: new Date(Date.now() - Math.floor(Math.random() ** 3 * 5 * DAY_MS)),
    modelRequested: pick(['a', 'b', 'c']),
    endpoint: pick(['/v1/chat/completions', '/v1/messages', '/v1/messages/count_tokens']),
    ...(failed ? { channelId: null, provider: null, modelUsed: null, errorCode: 'upstream_error' } : {}),
    inputTokens: Math.floor(Math.random() * 5000),
    costNanoUsd: BigInt(Math.floor(Math.random() * 1e9)),
    priceVersion: pick(['free', null]),
    usageEstimated: Math.random() < 0.3,
    latencyMs: Math.floor(Math.exp(Math.random() * 11)),
    latencyFirstByteMs: pick([null, 12, 800]),
    ...changes,
  });
}

const records = (count: number, changes?: Partial<UsageRecord>) =>
  Array.from({ length: count }, () => randomRecord(changes));
const insert = (rows: readonly UsageRecord[], pool: Pool = gateway) =>
  insertEntries(
    pool,
    rows.map((record) => ({ record, content: null })),
    10_000,
  );

async function inTransaction<T>(work: (connection: PoolClient) => Promise<T>): Promise<T> {
  const connection = await platform.connect();
  try {
    await connection.query('BEGIN');
    const result = await work(connection);
    await connection.query('COMMIT');
    connection.release();
    return result;
  } catch (error) {
    connection.release(true);
    throw error;
  }
}

const compareAll = () =>
  inTransaction((connection) =>
    compareWithRecords(connection, hourOf(Date.now() - 40 * DAY_MS), hourOf(Date.now() + DAY_MS)),
  );
const hourOf = (time: number) => new Date(time - (time % HOUR_MS));

async function requestsAt(level: number, grain: number, condition = 'true'): Promise<number> {
  const { rows } = await database.owner.query(
    `SELECT coalesce(sum(requests + token_counts), 0)::int AS requests FROM usage_totals
     WHERE level = $1 AND grain = $2 AND ${condition}`,
    [level, grain],
  );
  return rows[0].requests;
}

describe('totals', () => {
  it('equal the records, whichever processes wrote them, how often, and through the spool', async () => {
    const homes = [1, 2].map(() => mkdtempSync(path.join(tmpdir(), 'heddle-totals-')));
    const spooled = records(40);
    const spool = new Spool(path.join(homes[0] ?? '', 'ledger-spool'));
    await spool.keep(spooled.map((record) => ({ record, content: null })));
    const ledgers = homes.map((home) =>
      openLedger({ databaseUrl: database.url, home, logger: createLogger('ledger') }),
    );
    const written = records(300);
    for (let round = 0; round < 3; round++) {
      const part = written.slice(round * 100, round * 100 + 100);
      // Each by both, and some a second time.
      await Promise.all(ledgers.flatMap((ledger) => part.map((record) => ledger.record(record))));
      await Promise.all([...part.slice(0, 20), ...spooled].map((record) => ledgers[0]?.record(record)));
      expect(await runJob(usageTotals, platform)).not.toBeNull();
      expect(await compareAll()).toMatchObject({ different: 0 });
    }
    await vi.waitFor(async () => expect(await spool.list()).toEqual([]), { timeout: 10_000 });
    await Promise.all(ledgers.map((ledger) => ledger.close()));
    await inTransaction((connection) => foldIncrements(connection, 1));
    await inTransaction((connection) => settleTotals(connection, new Date(Date.now() + 2 * DAY_MS)));
    const { compared, different } = await compareAll();
    expect(compared).toBeGreaterThan(50);
    expect(different).toBe(0);
    for (const level of [HOUR, DAY]) {
      for (const grain of [0, 63, 31]) expect(await requestsAt(level, grain)).toBe(340);
    }
    expect(await requestsAt(QUARTER, 63)).toBe(340);
  });

  it('that are wrong are found', async () => {
    await insert(records(50));
    await inTransaction((connection) => foldIncrements(connection, 1));
    expect((await compareAll()).different).toBe(0);
    await database.owner.query(
      `UPDATE usage_totals SET cost_nano_usd = cost_nano_usd + 1
       WHERE ctid = (SELECT ctid FROM usage_totals LIMIT 1)`,
    );
    expect((await compareAll()).different).toBe(1);
  });

  it('take up what comes after its hour and its day have been settled', async () => {
    const createdAt = new Date(Date.now() - 2 * DAY_MS);
    for (let round = 1; round <= 3; round++) {
      await insert(records(10, { createdAt }));
      await runJob(usageTotals, platform);
      expect(await requestsAt(DAY, 0)).toBe(10 * round);
      expect(await requestsAt(HOUR, 63)).toBe(10 * round);
      expect((await compareAll()).different).toBe(0);
    }
  });

  it('of short periods go when they are old, and nothing is lost', async () => {
    await insert(records(30, { createdAt: new Date(Date.now() - 4 * DAY_MS) }));
    await insert(records(20, { createdAt: new Date(Date.now() - 2 * DAY_MS) }));
    await runJob(usageTotals, platform);
    await runJob(usageTotals, platform);
    expect(await requestsAt(MINUTE, 0)).toBe(20);
    expect(await requestsAt(DAY, 0)).toBe(50);
    expect((await compareAll()).different).toBe(0);
  });

  it('have latencies that are right within 2 % for every length of period', async () => {
    const rows = records(3_000, {
      endpoint: '/v1/chat/completions',
      createdAt: new Date(Date.now() - 2 * DAY_MS),
    });
    await insert(rows.slice(0, 400));
    await inTransaction((connection) => foldIncrements(connection, 1));
    for (let start = 400; start < rows.length; start += 400) await insert(rows.slice(start, start + 400));
    await runJob(usageTotals, platform);
    const sorted = rows.map(({ latencyMs }) => latencyMs).sort((one, other) => one - other);
    for (const [level, grain] of [
      [MINUTE, 0],
      [QUARTER, 63],
      [HOUR, 0],
      [HOUR, 63],
      [DAY, 63],
    ]) {
      const { rows: parts } = await database.owner.query<{ latencies: Buffer }>(
        'SELECT latencies FROM usage_totals WHERE level = $1 AND grain = $2',
        [level, grain],
      );
      const histogram = new LatencyHistogram();
      for (const { latencies } of parts) histogram.add(latencies);
      const found = histogram.percentiles();
      for (const [share, percentile] of [
        [0.5, found?.p50],
        [0.99, found?.p99],
      ] as const) {
        const place = share * (sorted.length - 1);
        const [lower, upper] = [sorted[Math.floor(place)] ?? 0, sorted[Math.ceil(place)] ?? 0];
        expect(percentile).toBeGreaterThanOrEqual(lower * 0.98);
        expect(percentile).toBeLessThanOrEqual(upper * 1.02);
      }
    }
  });

  it('make a histogram compact without changing what it counts, however often a value came', async () => {
    const { rows } = await database.owner.query<{ compact: Buffer; many: Buffer }>(`
      SELECT compact_histogram((SELECT string_agg(histogram_of(n % 40), '') FROM generate_series(1, 4000) AS n)) AS compact,
        compact_histogram(int4send(-2139095041) || int4send(-2139095041) || histogram_of(0)) AS many`);
    // 0 to 39 ms, each a hundred times.
    const histogram = new LatencyHistogram();
    histogram.add(rows[0]?.compact ?? Buffer.alloc(0));
    expect(rows[0]?.compact.length).toBeLessThanOrEqual(40 * 4);
    expect(histogram.percentiles()?.p50).toBeCloseTo(19.5);
    // Twice as many as 23 bits hold, and one more.
    const codes = [0, 4, 8].map((place) => rows[0]?.many.readInt32BE(place) ?? 0);
    expect(codes.map((code) => code >> 23)).toEqual([-256, -256, -256]);
    expect(codes.reduce((sum, code) => sum + (code & 8_388_607), 0)).toBe(2 * 8_388_607 + 1);
  });
});

describe('names that clients make up', () => {
  it('count together, so that nobody can make rows without end', async () => {
    await insert(
      Array.from({ length: 500 }, (_, index) =>
        randomRecord({
          createdAt: new Date(Date.now() - DAY_MS),
          teamId: ids[0],
          apiKeyId: ids[2],
          endpoint: '/v1/chat/completions',
          modelRequested: `made up ${index}`,
          modelUsed: null,
          channelId: null,
          provider: null,
          errorCode: 'model_not_found',
        }),
      ),
    );
    await inTransaction((connection) => foldIncrements(connection, 1));
    await inTransaction((connection) => settleTotals(connection));
    const { rows } = await database.owner.query(
      'SELECT level, model, count(*)::int AS rows FROM usage_totals WHERE grain = 0 GROUP BY 1, 2 ORDER BY 1',
    );
    expect(rows.map(({ model }) => model)).toEqual(rows.map(() => null));
    expect(rows.every(({ rows }) => rows === 1)).toBe(true);
  });
});

describe('records from before there were totals', () => {
  const makeEarlier = async (rows: readonly UsageRecord[]) => {
    await database.owner.query('ALTER TABLE usage_records DISABLE TRIGGER usage_counted');
    await insert(rows);
    await database.owner.query('UPDATE usage_records SET counted = false');
    await database.owner.query('ALTER TABLE usage_records ENABLE TRIGGER usage_counted');
    await database.owner.query(
      `INSERT INTO usage_backfill (counted_before) VALUES ('-infinity') ON CONFLICT DO NOTHING`,
    );
  };

  it('are counted once, beside those that come meanwhile, and however often the job runs', async () => {
    await makeEarlier(records(400));
    await insert(records(100));
    await runJob(usageTotals, platform);
    await runJob(usageTotals, platform);
    await insert(records(100));
    await runJob(usageTotals, platform);
    expect((await database.owner.query('SELECT FROM usage_backfill')).rowCount).toBe(0);
    expect(await compareAll()).toMatchObject({ different: 0 });
    await inTransaction((connection) => settleTotals(connection, new Date(Date.now() + 2 * DAY_MS)));
    expect(await requestsAt(DAY, 0)).toBe(600);
  });

  it('are counted on from where a run was broken off, a batch at a time', async () => {
    await makeEarlier(records(300));
    await insert(records(50));
    const batches = 10;
    let last: number | null = 0;
    for (let batch = 0; batch < batches && last !== null; batch++) {
      // The first attempt of each is rolled back.
      await expect(
        inTransaction(async (connection) => {
          await countEarlierRecords(connection, 50);
          await connection.query('SELECT 1 / 0');
        }),
      ).rejects.toThrow('division by zero');
      last = await inTransaction((connection) => countEarlierRecords(connection, 50));
      expect(await compareAll()).toMatchObject({ different: 0 });
    }
    expect(last).toBeNull();
    await inTransaction((connection) => foldIncrements(connection, 1));
    await inTransaction((connection) => settleTotals(connection, new Date(Date.now() + 2 * DAY_MS)));
    expect(await requestsAt(DAY, 63)).toBe(350);
  });
});
