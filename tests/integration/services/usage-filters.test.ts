import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../server/access/caller.ts';
import { runJob } from '../../../server/jobs/run-job.ts';
import { usageTotals } from '../../../server/jobs/usage-totals.ts';
import { createPool } from '../../../server/platform/db/pools.ts';
import { invoke } from '../../../server/services/invoke.ts';
import { keyFigures } from '../../../server/services/keys/key-figures.ts';
import { modelFigures } from '../../../server/services/models/model-figures.ts';
import { breakDownUsage } from '../../../server/services/usage/break-down-usage.ts';
import { summarizeUsage } from '../../../server/services/usage/summarize-usage.ts';
import { foldIncrements } from '../../../server/store/usage/fold-increments.ts';
import { callerOf, createWorld, type World } from '../../support/control-plane.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { inTransaction } from '../../support/in-transaction.ts';
import { insertUsageRecord } from '../../support/usage-records.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

let database: TestDatabase;
let world: World;
const today = new Date(Math.floor(Date.now() / DAY_MS) * DAY_MS);
/** A time of the day before the day before yesterday, in UTC. */
const at = (time: string) =>
  new Date(`${new Date(today.getTime() - 3 * DAY_MS).toISOString().slice(0, 10)}T${time}Z`);
const range = {
  from: at('00:00:00').toISOString(),
  to: new Date(at('00:00:00').getTime() + DAY_MS).toISOString(),
};

const failure = { error_code: 'upstream_error', http_status: 502, channel_id: null, price_version: null };

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld(database);
  const { team, otherTeam } = world;
  const add = insertUsageRecord.bind(null, database, world);
  for (let request = 0; request < 5; request++)
    await add(team, { created_at: at('10:00:00'), latency_ms: 20 });
  await add(team, { created_at: at('10:20:00'), ...failure, cost_nano_usd: 0n, latency_ms: 24 });
  await add(team, { created_at: at('18:29:00'), endpoint: '/v1/messages', cost_nano_usd: 1n });
  await add(otherTeam, { created_at: at('18:31:00'), endpoint: '/v1/messages', cost_nano_usd: 1000n });
  await add(otherTeam, {
    created_at: at('20:00:00'),
    endpoint: '/v1/messages/count_tokens',
    cost_nano_usd: 0n,
    latency_ms: 9_000,
  });
  await add(team, {
    created_at: at('21:00:00'),
    ...failure,
    model_requested: 'made up',
    error_code: 'model_not_found',
    cost_nano_usd: 0n,
  });
});
afterAll(() => database.close());

const summary = (input: object, person: Person = world.owner) =>
  invoke(summarizeUsage, callerOf(person), { tenant: world.tenant.slug, ...range, ...input });
const breakdown = (input: object, person: Person = world.owner) =>
  invoke(breakDownUsage, callerOf(person), { tenant: world.tenant.slug, ...range, ...input });

/** Asked of increments, of minutes, and of settled hours and days, the same is answered. */
describe.each(['as they came', 'folded', 'settled'])('%s, records', (stage) => {
  beforeAll(async () => {
    const pool = createPool('heddle_platform');
    if (stage === 'folded')
      await inTransaction(pool, (connection) => foldIncrements(connection, Number.POSITIVE_INFINITY));
    if (stage === 'settled') await runJob(usageTotals, pool);
    await pool.end();
  });

  it('are told apart from requests that only count tokens', async () => {
    const { totals } = await summary({});
    expect(totals).toMatchObject({ requests: 9, tokenCounts: 1, failures: 2, costNanoUsd: '1501' });
    expect(totals.latencyMs?.p99).toBeLessThan(30);
    expect((await summary({ endpoint: '/v1/messages/count_tokens' })).totals).toMatchObject({
      requests: 0,
      tokenCounts: 1,
      successRate: null,
      latencyMs: null,
    });
  });

  it.each([
    ['one endpoint', { endpoint: '/v1/messages' }, 2],
    ['several endpoints', { endpoint: ['/v1/messages', '/v1/chat/completions'] }, 9],
    ['failures', { outcome: 'failure' }, 2],
    ['successes', { outcome: 'success' }, 7],
    ['a provider', { provider: ['simulator'] }, 9],
    ['a provider there is not', { provider: 'openai' }, 0],
  ])('are filtered by %s', async (_, filter, requests) => {
    expect((await summary(filter)).totals.requests).toBe(requests);
  });

  it('are filtered by several things at once', async () => {
    const { team, otherTeam, channelId, model } = world;
    const both = { apiKeyId: [team.apiKeyId, otherTeam.apiKeyId], model, channelId };
    expect((await summary(both)).totals.requests).toBe(7);
    expect((await summary({ ...both, apiKeyId: team.apiKeyId })).totals.requests).toBe(6);
    expect(
      (await summary({ teamId: otherTeam.id, endpoint: '/v1/messages', outcome: 'success' })).totals,
    ).toMatchObject({
      requests: 1,
      costNanoUsd: '1000',
    });
  });

  it('are broken down by what they went to, and what is beyond the limit stands together', async () => {
    const { items, others, totals, truncated } = await breakdown({ by: 'endpoint', limit: 1 });
    expect(items.map(({ value, requests }) => [value, requests])).toEqual([['/v1/messages', 2]]);
    expect(others).toMatchObject({ requests: 7, tokenCounts: 1, costNanoUsd: '500' });
    expect(totals).toMatchObject({ requests: 9, tokenCounts: 1, costNanoUsd: '1501' });
    expect(truncated).toBe(true);
    expect(await breakdown({ by: 'endpoint' })).toMatchObject({ others: null, truncated: false });
  });

  it('of keys and channels come with what tells two of one name apart', async () => {
    const [key] = (await breakdown({ by: 'key', limit: 1 })).items;
    expect(key).toMatchObject({
      label: `other key ${world.mark}`,
      hint: world.otherTeam.apiKey.slice(0, 12),
    });
    const [channel] = (await breakdown({ by: 'channel', limit: 1 })).items;
    expect(channel).toMatchObject({ label: `channel ${world.mark}`, hint: 'simulator' });
  });

  it('of models nobody has are one row without a name', async () => {
    const { items } = await breakdown({ by: 'model' });
    expect(items.map(({ value, requests }) => [value, requests])).toEqual([
      [world.model, 8],
      [null, 1],
    ]);
  });

  it('begin a day where the clock of India does, at half past', async () => {
    const wide = { ...range, to: new Date(new Date(range.to).getTime() + DAY_MS).toISOString() };
    const { items } = await breakdown({ ...wide, by: 'day', timeZone: 'Asia/Kolkata' });
    expect(items.map(({ requests, tokenCounts }) => [requests, tokenCounts])).toEqual([
      [7, 0],
      [2, 1],
    ]);
    const { series } = await summary({ ...wide, timeZone: 'Asia/Kolkata', bucket: 'hour' });
    const atHalfPast = series.filter(({ requests }) => requests > 0).map(({ time }) => time.slice(11, 16));
    expect(atHalfPast).toEqual(['09:30', '17:30', '18:30', '20:30']);
  });

  it('of other teams are not a member’s', async () => {
    expect((await summary({}, world.member)).totals).toMatchObject({ requests: 8, tokenCounts: 0 });
    expect((await breakdown({ by: 'key' }, world.member)).items.map(({ value }) => value)).toEqual([
      world.team.apiKeyId,
    ]);
    expect((await summary({ apiKeyId: world.otherTeam.apiKeyId }, world.member)).totals.requests).toBe(0);
  });

  it('make the figures of keys and models', async () => {
    const tenant = { tenant: world.tenant.slug };
    const keys = await invoke(keyFigures, callerOf(world.owner), tenant);
    const figures = new Map(keys.items.map(({ apiKeyId, ...figure }) => [apiKeyId, figure]));
    // With the one of a minute ago that every world begins with.
    expect(figures.get(world.team.apiKeyId)).toMatchObject({ requests30d: 9, costNanoUsd30d: '601' });
    expect(figures.get(world.otherTeam.apiKeyId)).toMatchObject({ requests30d: 2, costNanoUsd30d: '1100' });
    const lastUsedAt = new Date(figures.get(world.team.apiKeyId)?.lastUsedAt ?? 0).getTime();
    expect(Math.abs(Date.now() - 60_000 - lastUsedAt)).toBeLessThan(60_000);
    expect((await invoke(keyFigures, callerOf(world.member), tenant)).items).toHaveLength(1);
    const models = await invoke(modelFigures, callerOf(world.owner), tenant);
    expect(models.items).toEqual([{ model: world.model, requests: 10, failures: 1, p50LatencyMs: 20 }]);
  });
});

it('says what it counted', async () => {
  const from = new Date(Date.now() - 10 * DAY_MS);
  const to = new Date();
  const counted = await breakdown({ by: 'day', from: from.toISOString(), to: to.toISOString() });
  expect(new Date(counted.from).getTime()).toBe(Math.floor(from.getTime() / HOUR_MS) * HOUR_MS);
  expect(new Date(counted.to).getTime()).toBe(Math.ceil(to.getTime() / 60_000) * 60_000);
});

it('refuses more values of a filter than fifty', async () => {
  const model = Array.from({ length: 51 }, (_, index) => `model-${index}`);
  await expect(summary({ model })).rejects.toMatchObject({ code: 'invalid_request' });
});
