import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../server/access/caller.ts';
import { runJob } from '../../../server/jobs/run-job.ts';
import { usageTotals } from '../../../server/jobs/usage-totals.ts';
import { createPool } from '../../../server/platform/db/pools.ts';
import { invoke } from '../../../server/services/invoke.ts';
import { breakDownUsage } from '../../../server/services/usage/break-down-usage.ts';
import { summarizeUsage } from '../../../server/services/usage/summarize-usage.ts';
import { foldIncrements } from '../../../server/store/usage/fold-increments.ts';
import { MOST_TAGS_TOLD_APART } from '../../../server/store/usage/tag-totals.ts';
import { callerOf, createWorld, type World } from '../../support/control-plane.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { inTransaction } from '../../support/in-transaction.ts';
import { insertUsageRecord } from '../../support/usage-records.ts';

const DAY_MS = 86_400_000;

let database: TestDatabase;
let world: World;
/** The day before the day before yesterday, in UTC. */
const day = new Date((Math.floor(Date.now() / DAY_MS) - 3) * DAY_MS);
const at = (hours: number) => new Date(day.getTime() + hours * 3_600_000);
const range = { from: at(0).toISOString(), to: at(24).toISOString() };

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld(database);
  const { team, otherTeam } = world;
  const add = insertUsageRecord.bind(null, database, world);
  await add(team, {
    created_at: at(9.1),
    tags: ['checkout', 'nightly'],
    cost_nano_usd: 100n,
    latency_ms: 20,
  });
  await add(team, { created_at: at(9.2), tags: ['checkout'], cost_nano_usd: 10n, latency_ms: 20 });
  await add(team, {
    created_at: at(14),
    tags: ['checkout'],
    cost_nano_usd: 0n,
    error_code: 'upstream_error',
  });
  await add(otherTeam, { created_at: at(9.3), tags: ['nightly'], cost_nano_usd: 1000n });
  await add(team, { created_at: at(9.4), cost_nano_usd: 5n });
});
afterAll(() => database.close());

const summary = (input: object, person: Person = world.owner) =>
  invoke(summarizeUsage, callerOf(person), { tenant: world.tenant.slug, ...range, ...input });
const breakdown = (input: object, person: Person = world.owner) =>
  invoke(breakDownUsage, callerOf(person), { tenant: world.tenant.slug, ...range, by: 'tag', ...input });

async function fold(): Promise<void> {
  const pool = createPool('heddle_platform');
  await inTransaction(pool, (connection) => foldIncrements(connection, Number.POSITIVE_INFINITY));
  await pool.end();
}

async function settle(): Promise<void> {
  const pool = createPool('heddle_platform');
  await runJob(usageTotals, pool);
  await pool.end();
}

const said = (items: { value: string | null; requests: number; costNanoUsd: string | bigint }[]) =>
  items.map(({ value, requests, costNanoUsd }) => [value, requests, String(costNanoUsd)]);

/** Asked of increments, of hours, and of settled hours and days, the same is answered. */
describe.each([
  ['as they came', async () => undefined],
  ['folded', fold],
  ['settled', settle],
])('%s, records', (_stage, prepare) => {
  beforeAll(prepare);

  it('count for each of their tags, and once in all', async () => {
    const { items, totals, truncated } = await breakdown({});
    expect(said(items)).toEqual([
      ['nightly', 2, '1100'],
      ['checkout', 3, '110'],
    ]);
    expect(totals).toMatchObject({ requests: 5, failures: 1, costNanoUsd: '1115' });
    expect(truncated).toBe(false);
  });

  it('are narrowed by team and outcome', async () => {
    expect(said((await breakdown({ teamId: world.team.id })).items)).toEqual([
      ['checkout', 3, '110'],
      ['nightly', 1, '100'],
    ]);
    expect(said((await breakdown({ outcome: 'failure' })).items)).toEqual([['checkout', 1, '0']]);
  });

  it('of one tag have totals, a course and teams of their own', async () => {
    const { totals, series, bucket, previous } = await summary({ tag: 'checkout', bucket: 'hour' });
    expect(totals).toMatchObject({ requests: 3, failures: 1, costNanoUsd: '110' });
    expect(totals.latencyMs?.p50).toBe(20);
    expect(previous.requests).toBe(0);
    expect([bucket, series.length]).toEqual(['hour', 24]);
    expect(series.flatMap(({ requests }, hour) => (requests > 0 ? [[hour, requests]] : []))).toEqual([
      [9, 2],
      [14, 1],
    ]);
    const { items } = await breakdown({ by: 'team', tag: 'nightly' });
    expect(items.map(({ value, requests }) => [value, requests])).toEqual([
      [world.otherTeam.id, 1],
      [world.team.id, 1],
    ]);
    expect((await summary({ tag: 'nobody-s' })).totals.requests).toBe(0);
  });

  it('are seen by members as far as their teams reach', async () => {
    expect(said((await breakdown({}, world.member)).items)).toEqual([
      ['checkout', 3, '110'],
      ['nightly', 1, '100'],
    ]);
  });
});

it('says what usage by tag cannot be asked with', async () => {
  const refusal = (asked: Promise<unknown>) => asked.then(String, (error: Error) => error.message);
  expect(await refusal(breakdown({ model: 'm' }))).toBe(
    'model: expected nothing; usage by tag is narrowed by teamId and outcome',
  );
  expect(await refusal(breakdown({ by: 'model', tag: 'checkout' }))).toContain(
    'by: expected tag, team or day',
  );
  expect(await refusal(summary({ tag: 'checkout', apiKeyId: world.team.apiKeyId }))).toContain('apiKeyId: ');
  expect(await refusal(summary({ tag: 'checkout', bucket: 'minute', to: at(1).toISOString() }))).toContain(
    'and not by tag',
  );
  expect(await refusal(summary({ tag: 'no tag' }))).toContain('tag');
});

it('tells the first 500 tags in use apart, and counts a request once among the others', async () => {
  const { team } = world;
  const time = at(20);
  for (let first = 0; first < MOST_TAGS_TOLD_APART; first += 100) {
    const tags = Array.from({ length: 100 }, (_, index) => `job-${first + index}`);
    await insertUsageRecord(database, world, team, { created_at: time, tags });
  }
  await fold();
  await insertUsageRecord(database, world, team, {
    created_at: time,
    tags: ['late-1', 'late-2', 'checkout'],
  });
  await insertUsageRecord(database, world, team, { created_at: time, tags: ['late-3'] });
  await fold();
  const { items, totals } = await breakdown({ limit: 1000, from: time.toISOString() });
  const byTag = new Map(items.map(({ value, requests }) => [value, requests]));
  // Of the 500 places, two were taken before; of what is in this hour, one is checkout, and one row is of all others.
  expect(byTag.size).toBe(MOST_TAGS_TOLD_APART);
  expect([byTag.get(null), byTag.get('checkout'), byTag.get('late-1')]).toEqual([3, 1, undefined]);
  expect(totals.requests).toBe(7);
  const { rows } = await database.owner.query('SELECT count(*)::int AS known FROM usage_tags');
  expect(rows).toEqual([{ known: MOST_TAGS_TOLD_APART }]);
});

it('comes to what the records come to, tag by tag', async () => {
  await settle();
  const { rows } = await database.owner.query(`
    WITH of_records AS (
      SELECT known.tag, count(DISTINCT id) AS requests, sum(cost_nano_usd) AS cost
      FROM usage_records CROSS JOIN LATERAL unnest(tags) AS sent (tag)
      JOIN usage_tags AS known ON known.tenant_id = usage_records.tenant_id AND known.tag = sent.tag GROUP BY 1
    ), of_totals AS (
      SELECT tag, sum(requests) AS requests, sum(cost_nano_usd) AS cost FROM usage_tag_totals
      WHERE tag IS NOT NULL AND level = 86400 GROUP BY 1
    )
    SELECT count(*)::int AS tags, count(*) FILTER (
      WHERE of_records.requests IS DISTINCT FROM of_totals.requests OR of_records.cost IS DISTINCT FROM of_totals.cost
    )::int AS different
    FROM of_records FULL JOIN of_totals USING (tag)`);
  expect(rows).toEqual([{ tags: MOST_TAGS_TOLD_APART, different: 0 }]);
});
