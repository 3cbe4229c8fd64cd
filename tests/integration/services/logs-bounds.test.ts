import { afterAll, beforeAll, expect, it } from 'vitest';
import { asTenant, Prisma } from '../../../server/platform/db/prisma.ts';
import { invoke } from '../../../server/services/invoke.ts';
import { END_OF_TIME } from '../../../server/services/logs/log-window.ts';
import { searchLogs } from '../../../server/services/logs/search-logs.ts';
import { walkLogs } from '../../../server/services/logs/walk-logs.ts';
import { callerOf, createWorld, type World } from '../../support/control-plane.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { insertUsageRecord } from '../../support/usage-records.ts';

/** More than are put in order. */
const REQUESTS = 101_000;

let database: TestDatabase;
let world: World;
const oldest = '00000000-0000-7000-8000-000000000001';

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld(database);
  await database.owner.query('delete from usage_records');
  await insertUsageRecord(database, world, world.team, {
    id: oldest,
    created_at: new Date('2026-03-01T00:00:00Z'),
    error_code: 'overloaded',
    http_status: 503,
    latency_ms: 99_999,
  });
  // All of them later, of the other team, and successful; ten thousand at the very same time.
  const { rows } = await database.owner.query<{ column_name: string }>(
    `select column_name from information_schema.columns
     where table_name = 'usage_records' and column_name not in ('id', 'created_at', 'team_id', 'error_code', 'http_status', 'latency_ms')`,
  );
  const copied = rows.map(({ column_name }) => column_name).join(', ');
  await database.owner.query(
    `insert into usage_records (id, created_at, team_id, error_code, http_status, latency_ms, ${copied})
     select gen_random_uuid(), created_at + interval '1 day' + least(n, 91000) * interval '1 second', $2, null, 200, n % 5000, ${copied}
     from usage_records, generate_series(1, $3::int) as n where id = $1`,
    [oldest, world.otherTeam.id, REQUESTS],
  );
  await database.owner.query('analyze usage_records');
}, 120_000);
afterAll(() => database.close());

const search = (input: object, person = world.owner) =>
  invoke(searchLogs, callerOf(person), { tenant: world.tenant.slug, ...input });

const walk = (conditions: Prisma.Sql, after: { createdAt: Date; id: string } | null, patienceMs: number) =>
  asTenant(world.tenant.id, (transaction) =>
    walkLogs(transaction, {
      tenantId: world.tenant.id,
      window: { since: null, until: END_OF_TIME },
      conditions,
      subset: 'all',
      after,
      limit: 10,
      patienceMs,
    }),
  );

it('stops where its patience ends, says how far it came, and goes on from there until it has it', async () => {
  const wanted = Prisma.sql`latency_ms = 99999`;
  const first = await walk(wanted, null, 0);
  expect(first.rows).toEqual([]);
  // One step: two thousand of the ten thousand of one moment, and hence all of that moment.
  expect(first.next?.createdAt).toEqual(new Date('2026-03-03T01:16:40Z'));
  const steps = [first];
  for (let last = first; last.next; steps.push(last)) last = await walk(wanted, last.next, 0);
  expect(steps.length).toBeGreaterThan(5);
  expect(steps.flatMap(({ rows }) => rows.map(({ id }) => id))).toEqual([oldest]);
});

it('goes past requests of other teams in steps as well', async () => {
  const seen: string[] = [];
  let cursor: string | undefined;
  let calls = 0;
  do {
    const began = performance.now();
    const page = await search({ cursor }, world.member);
    expect(performance.now() - began).toBeLessThan(3_000);
    seen.push(...page.items.map(({ id }) => id));
    if (page.nextCursor) expect(page.searchedTo).not.toBeNull();
    cursor = page.nextCursor ?? undefined;
  } while (cursor && ++calls < 200);
  expect(seen).toEqual([oldest]);
});

it('leads straight to a failure behind a hundred thousand successes', async () => {
  const page = await search({ outcome: 'failure' });
  expect(page.items.map(({ id }) => id)).toEqual([oldest]);
  expect({ next: page.nextCursor, searchedTo: page.searchedTo }).toEqual({ next: null, searchedTo: null });
});

it('puts the newest hundred thousand in order, and says which', async () => {
  const page = await search({ sort: 'latency', limit: 3 });
  expect(page.items.map(({ latencyMs }) => latencyMs)).toEqual([4_999, 4_999, 4_999]);
  expect(page.searchedTo).toBe('2026-03-02T00:16:41.000Z');
  const whole = await search({ sort: 'latency', limit: 3, to: '2026-03-02T12:00:00Z' });
  expect(whole.items[0]?.id).toBe(oldest);
  expect(whole.searchedTo).toBeNull();
});

it('gives each request once, though ten thousand share a moment', async () => {
  const seen = new Set<string>();
  let cursor: string | undefined;
  for (let page = 0; page < 60; page++) {
    const { items, nextCursor } = await search({ cursor, limit: 200 });
    expect(items).toHaveLength(200);
    for (const { id } of items) seen.add(id);
    cursor = nextCursor ?? undefined;
  }
  expect(seen.size).toBe(60 * 200);
});
