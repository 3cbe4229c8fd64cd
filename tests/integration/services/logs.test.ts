import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { invoke } from '../../../server/services/invoke.ts';
import { exportLogs } from '../../../server/services/logs/export-logs.ts';
import { getLog } from '../../../server/services/logs/get-log.ts';
import { searchLogs } from '../../../server/services/logs/search-logs.ts';
import { callerOf, createWorld, type World } from '../../support/control-plane.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { insertUsageRecord } from '../../support/usage-records.ts';

let database: TestDatabase;
let world: World;
const FAILED = randomUUID();
const day = { from: '2026-04-01T00:00:00Z', to: '2026-04-02T00:00:00Z' };

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld(database);
  // Seven at the very same time: their ids alone tell them apart.
  const created_at = new Date('2026-04-01T12:00:00Z');
  for (let row = 0; row < 7; row++) await insertUsageRecord(database, world, world.team, { created_at });
  await insertUsageRecord(database, world, world.otherTeam, {
    id: FAILED,
    created_at: new Date('2026-04-01T11:00:00Z'),
    error_code: 'upstream_timeout',
    http_status: 504,
    model_requested: '=HYPERLINK("evil")',
    cost_nano_usd: 12_345_678_901_234_567n,
  });
});
afterAll(() => database.close());

const search = (input: object) =>
  invoke(searchLogs, callerOf(world.owner), { tenant: world.tenant.slug, ...day, ...input });

it('goes through all pages without missing or repeating a request', async () => {
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await search({ limit: 3, cursor });
    expect(page.items.length).toBeLessThanOrEqual(3);
    seen.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  expect(seen).toHaveLength(8);
  expect(new Set(seen).size).toBe(8);
  expect(seen.at(-1)).toBe(FAILED);
});

it.each([
  [{ outcome: 'failure' }, 1],
  [{ outcome: 'success' }, 7],
  [{ outcome: 'success', errorCode: 'upstream_timeout' }, 0],
  [{ errorCode: 'upstream_timeout' }, 1],
  [{ status: '504' }, 1],
  [{ requestId: FAILED }, 1],
  [{ model: '=HYPERLINK("evil")' }, 1],
  [{ provider: 'simulator' }, 8],
  [{ provider: 'openai' }, 0],
  [{ to: '2026-04-01T12:00:00Z' }, 1],
  [{ from: '2026-04-01T12:00:00Z' }, 7],
])('finds by %j', async (filter, count) => {
  expect((await search(filter)).items).toHaveLength(count);
});

it('finds by team, key and channel', async () => {
  expect((await search({ teamId: world.otherTeam.id })).items).toHaveLength(1);
  expect((await search({ apiKeyId: world.team.apiKeyId })).items).toHaveLength(7);
  expect((await search({ channelId: world.channelId })).items).toHaveLength(8);
});

it.each(['', 'x', 'W10', Buffer.from('[1e99,"x"]').toString('base64url')])(
  'refuses the cursor %j',
  async (cursor) => {
    await expect(search({ cursor })).rejects.toMatchObject({ code: 'invalid_request', path: 'cursor' });
  },
);

it('shows a request with attempts, receipt and what was stored', async () => {
  const input = { tenant: world.tenant.slug, id: world.team.usageRecordId };
  expect(await invoke(getLog, callerOf(world.member), input)).toMatchObject({
    team: { id: world.team.id, name: `core ${world.mark}` },
    channel: { id: world.channelId, name: `channel ${world.mark}` },
    attempts: [{ channelId: world.channelId, reason: 'priority 0', status: 200, startedAfterMs: 0 }],
    apiKey: { id: world.team.apiKeyId, prefix: expect.stringMatching(/^hdl_/) },
    receipt: { inputTokens: 10, outputTokens: 5, costNanoUsd: '100', priceVersion: 'free:simulator' },
    rawUsage: { prompt_tokens: 10 },
    content: { request: `content of ${world.team.id} ${world.mark}` },
  });
});

it('says null for the name of what is gone', async () => {
  await database.owner.query('delete from channels where id = $1', [world.channelId]);
  const { items } = await search({ requestId: FAILED });
  expect(items[0]?.channel).toEqual({ id: world.channelId, name: null });
});

it('exports CSV with exact amounts, and no cell that a spreadsheet would run', async () => {
  const input = { tenant: world.tenant.slug, ...day, outcome: 'failure' as const };
  const { content: csv, rows, truncated } = await invoke(exportLogs, callerOf(world.owner), input);
  expect({ rows, truncated }).toEqual({ rows: 1, truncated: false });
  const [header, line] = csv.split('\r\n');
  expect(header).toMatch(/^request_id,time,team,api_key,/);
  expect(line).toContain(`"'=HYPERLINK(""evil"")"`);
  expect(line).toContain(',12345678901234567,');
});
