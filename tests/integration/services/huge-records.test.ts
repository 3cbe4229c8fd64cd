import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { invoke } from '../../../server/services/invoke.ts';
import { exportLogs } from '../../../server/services/logs/export-logs.ts';
import { getLog } from '../../../server/services/logs/get-log.ts';
import { searchLogs } from '../../../server/services/logs/search-logs.ts';
import { callerOf, createWorld, type World } from '../../support/control-plane.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { insertUsageRecord } from '../../support/usage-records.ts';

const MEBIBYTE = 1024 * 1024;
const RECORDS = 120;
const LOSSES = 200_000;

let database: TestDatabase;
let world: World;
const first = randomUUID();
const range = { from: '2026-04-01T00:00:00Z', to: '2026-04-02T00:00:00Z' };

/** As gateways before this one recorded them: 4.5 MB of names that a client had chosen, in each of 120 records. */
beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld(database);
  const created_at = new Date('2026-04-01T12:00:00Z');
  await insertUsageRecord(database, world, world.team, { id: first, created_at });
  const copied =
    'tenant_id, team_id, api_key_id, dialect, endpoint, stream, model_requested, model_used, channel_id, provider, ' +
    'attempts, input_tokens, cached_input_tokens, cache_write_tokens, output_tokens, reasoning_tokens, raw_usage, ' +
    'usage_estimated, cost_nano_usd, price_version, latency_first_byte_ms, latency_ms, http_status, error_code, ' +
    'finish_reason, ended_by';
  await database.owner.query(
    `update usage_records set losses =
       (select array_agg('member_a_client_named_' || n) from generate_series(1, $2::int) as n) where id = $1`,
    [first, LOSSES],
  );
  await database.owner.query(
    `insert into usage_records (id, created_at, ${copied}, losses)
     select gen_random_uuid(), created_at - n * interval '1 second', ${copied}, losses
     from usage_records, generate_series(1, $2::int) as n where id = $1`,
    [first, RECORDS - 1],
  );
}, 120_000);
afterAll(() => database.close());

/** Mebibytes by which this process grew at most while it did something. */
async function growthOf(work: () => Promise<unknown>): Promise<number> {
  const before = process.memoryUsage.rss();
  let most = before;
  const timer = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, 5);
  await work();
  clearInterval(timer);
  return (Math.max(most, process.memoryUsage.rss()) - before) / MEBIBYTE;
}

it('lists and exports records whose losses would fill the memory', async () => {
  const { rows } = await database.owner.query(
    'select octet_length(losses::text) * $2::int as bytes from usage_records where id = $1',
    [first, RECORDS],
  );
  expect(rows[0].bytes).toBeGreaterThan(500 * MEBIBYTE);
  const caller = callerOf(world.owner);
  const input = { tenant: world.tenant.slug, ...range };
  const grownMebibytes = await growthOf(async () => {
    const pages = await Promise.all(
      Array.from({ length: 3 }, () => invoke(searchLogs, caller, { ...input, limit: 200 })),
    );
    for (const { items } of pages) {
      expect(items).toHaveLength(RECORDS);
      expect(items[0]).toMatchObject({ id: first, attemptCount: 1 });
    }
    expect((await invoke(exportLogs, caller, input)).rows).toBe(RECORDS);
  });
  expect(grownMebibytes).toBeLessThan(100);
});

it('shows such a record with the first of its losses, and says how many more there are', async () => {
  const log = await invoke(getLog, callerOf(world.owner), { tenant: world.tenant.slug, id: first });
  expect(log.losses).toHaveLength(32);
  expect(log.losses[0]).toBe('member_a_client_named_1');
  expect(log.moreLosses).toBe(LOSSES - 32);
});
