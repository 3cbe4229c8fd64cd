import { afterAll, beforeAll, expect, it } from 'vitest';
import { invoke } from '../../../server/services/invoke.ts';
import { breakDownUsage } from '../../../server/services/usage/break-down-usage.ts';
import { summarizeUsage } from '../../../server/services/usage/summarize-usage.ts';
import { callerOf, createWorld, type World } from '../../support/control-plane.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { insertUsageRecord } from '../../support/usage-records.ts';

let database: TestDatabase;
let world: World;
/** A day of its own, apart from what every world begins with. */
const at = (time: string) => new Date(`2026-03-10T${time}Z`);

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld(database);
  const { team, otherTeam } = world;
  const add = insertUsageRecord.bind(null, database, world);
  // 100 requests of 1 to 100 ms in the first hour: percentiles by hand are 50.5, 95.05 and 99.01.
  for (let latency = 1; latency <= 100; latency++) {
    await add(team, {
      created_at: at('00:30:00'),
      latency_ms: latency,
      latency_first_byte_ms: null,
      cost_nano_usd: 3n,
    });
  }
  const failed = { error_code: 'upstream_error', http_status: 502, channel_id: null, price_version: null };
  await add(team, { created_at: at('02:00:00'), ...failed, cost_nano_usd: 0n, latency_ms: 1000 });
  await add(otherTeam, {
    created_at: at('02:59:59.999'),
    model_requested: 'dear',
    // More than a JSON number holds exactly.
    cost_nano_usd: 9_007_199_254_740_993n,
    latency_ms: 7,
    latency_first_byte_ms: 3,
  });
  // Just outside: the end is not part of the range, and this belongs to the range before.
  await add(team, { created_at: at('04:00:00') });
  await add(team, { created_at: new Date('2026-03-09T22:00:00Z'), cost_nano_usd: 11n });
});
afterAll(() => database.close());

const range = { from: at('00:00:00').toISOString(), to: at('04:00:00').toISOString() };
const summary = (input: object) =>
  invoke(summarizeUsage, callerOf(world.owner), { tenant: world.tenant.slug, ...range, ...input });
const breakdown = (input: object) =>
  invoke(breakDownUsage, callerOf(world.owner), { tenant: world.tenant.slug, ...range, ...input });

it('adds up exactly what lies in the range', async () => {
  const { totals, previous } = await summary({});
  expect(totals).toMatchObject({
    requests: 102,
    failures: 1,
    inputTokens: 1020,
    outputTokens: 510,
    costNanoUsd: '9007199254741293',
    unpricedRequests: 1,
    firstByteMs: { p50: 4, p95: expect.closeTo(4.9), p99: expect.closeTo(4.98) },
  });
  expect(totals.successRate).toBeCloseTo(101 / 102);
  expect(previous).toMatchObject({ requests: 1, costNanoUsd: '11' });
});

it('computes percentiles within 2 % of those by hand', async () => {
  const { totals } = await summary({ to: at('01:00:00').toISOString() });
  expect(Math.abs((totals.latencyMs?.p50 ?? 0) / 50.5 - 1)).toBeLessThan(0.02);
  expect(Math.abs((totals.latencyMs?.p95 ?? 0) / 95.05 - 1)).toBeLessThan(0.02);
  expect(Math.abs((totals.latencyMs?.p99 ?? 0) / 99.01 - 1)).toBeLessThan(0.02);
  expect(totals.firstByteMs).toBeNull();
});

it('computes the percentiles of many thousand requests within 2 % of the true ones', async () => {
  // 1 to 30 000 ms, once each.
  await database.owner.query(
    `insert into usage_records
     select gen_random_uuid(), '2026-02-10T12:00:00Z'::timestamptz + n * interval '1 ms', tenant_id, team_id, api_key_id,
       dialect, endpoint, stream, 'many', model_used, channel_id, provider, attempts, 1, 0, 0, 1, 0, raw_usage,
       usage_estimated, 1, price_version, 30001 - n, n, http_status, error_code, finish_reason, ended_by, losses
     from usage_records, generate_series(1, 30000) as n where usage_records.id = $1`,
    [world.team.usageRecordId],
  );
  const day = { from: '2026-02-10T00:00:00Z', to: '2026-02-11T00:00:00Z' };
  const { totals, series, previous } = await summary(day);
  const { items } = await breakdown({ ...day, by: 'model' });
  const groups = [totals, series[12], items[0]];
  const measured = groups.flatMap((group) => [group?.latencyMs, group?.firstByteMs]);
  expect(measured).toHaveLength(6);
  for (const percentiles of measured) {
    expect(Math.abs((percentiles?.p50 ?? 0) - 15_000)).toBeLessThan(0.02 * 15_000);
    expect(Math.abs((percentiles?.p95 ?? 0) - 28_500)).toBeLessThan(0.02 * 28_500);
    expect(Math.abs((percentiles?.p99 ?? 0) - 29_700)).toBeLessThan(0.02 * 29_700);
  }
  expect(groups.map((group) => group?.requests)).toEqual([30_000, 30_000, 30_000]);
  expect(previous.requests).toBe(0);
});

it('fills the gaps of a series with nothing', async () => {
  const { series, bucket } = await summary({});
  expect(bucket).toBe('hour');
  expect(series.map(({ time, requests }) => [time, requests])).toEqual([
    ['2026-03-10T00:00:00.000Z', 100],
    ['2026-03-10T01:00:00.000Z', 0],
    ['2026-03-10T02:00:00.000Z', 2],
    ['2026-03-10T03:00:00.000Z', 0],
  ]);
  expect(series[1]).toMatchObject({
    successRate: null,
    costNanoUsd: '0',
    unpricedRequests: 0,
    latencyMs: null,
  });
});

it('begins days at midnight of the reader’s time zone', async () => {
  const wide = { from: '2026-03-09T00:00:00Z', to: '2026-03-11T00:00:00Z' };
  const { series } = await summary({ ...wide, bucket: 'day', timeZone: 'Asia/Shanghai' });
  expect(series.map(({ time, requests }) => [time, requests])).toEqual([
    ['2026-03-08T16:00:00.000Z', 0],
    ['2026-03-09T16:00:00.000Z', 104],
    ['2026-03-10T16:00:00.000Z', 0],
  ]);
  const { items } = await breakdown({ ...wide, by: 'day', timeZone: 'America/New_York' });
  expect(items.map(({ value, requests }) => [value, requests])).toEqual([
    ['2026-03-09', 103],
    ['2026-03-10', 1],
  ]);
});

it.each([
  ['Asia/Kolkata', '2026-03-09T18:30:00.000Z'],
  ['Asia/Calcutta', '2026-03-09T18:30:00.000Z'],
  ['Europe/Kyiv', '2026-03-09T22:00:00.000Z'],
  ['Europe/Kiev', '2026-03-09T22:00:00.000Z'],
  ['UTC', '2026-03-10T00:00:00.000Z'],
])('knows %s, whichever of a zone’s names a browser gives', async (timeZone, midnight) => {
  const { series } = await summary({ bucket: 'day', timeZone });
  expect(series.map(({ time }) => time)).toContain(midnight);
});

it('breaks down by model, dearest first', async () => {
  const { items, truncated } = await breakdown({ by: 'model' });
  expect(items.map(({ value, requests, costNanoUsd }) => [value, requests, costNanoUsd])).toEqual([
    ['dear', 1, '9007199254740993'],
    [world.model, 101, '300'],
  ]);
  expect(truncated).toBe(false);
  expect(await breakdown({ by: 'model', limit: 1 })).toMatchObject({
    items: [{ value: 'dear' }],
    truncated: true,
  });
});

it('gives ids their names, and a value where no channel answered', async () => {
  const byKey = await breakdown({ by: 'key' });
  expect(byKey.items.map(({ value, label }) => [value, label])).toEqual([
    [world.otherTeam.apiKeyId, `other key ${world.mark}`],
    [world.team.apiKeyId, `core key ${world.mark}`],
  ]);
  const byChannel = await breakdown({ by: 'channel' });
  expect(byChannel.items.map(({ value, label, requests }) => [value, label, requests])).toEqual([
    [world.channelId, `channel ${world.mark}`, 101],
    [null, null, 1],
  ]);
});

it.each([
  ['an empty range', { to: range.from }, 'to'],
  ['a range of more than 400 days', { from: '2024-01-01T00:00:00Z' }, 'to'],
  ['too many buckets', { from: '2026-01-01T00:00:00Z', bucket: 'minute' }, 'bucket'],
  ['an unknown time zone', { timeZone: 'Nowhere/Land' }, 'timeZone'],
  ['an offset for a time zone', { timeZone: '+05:30' }, 'timeZone'],
])('refuses %s', async (_, input, path) => {
  await expect(summary(input)).rejects.toMatchObject({ code: 'invalid_request', path });
});
