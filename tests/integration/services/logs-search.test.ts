import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../server/access/caller.ts';
import { invoke } from '../../../server/services/invoke.ts';
import { exportLogs } from '../../../server/services/logs/export-logs.ts';
import { searchLogs } from '../../../server/services/logs/search-logs.ts';
import { suggestLogs } from '../../../server/services/logs/suggest-logs.ts';
import { callerOf, createWorld, type World } from '../../support/control-plane.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { insertUsageRecord } from '../../support/usage-records.ts';

let database: TestDatabase;
let world: World;
let foreign: World;
const day = { from: '2026-04-01T00:00:00Z', to: '2026-04-02T00:00:00Z' };
/** As the gateway makes them: the first 48 bits are 2026-04-01T10:00:00Z. */
const DEAR = `${new Date('2026-04-01T10:00:00Z')
  .getTime()
  .toString(16)
  .padStart(12, '0')
  .replace(/^(.{8})/, '$1-')}-7abc-8def-0123456789ab`;
const FAILED = randomUUID();
const COUNTED = randomUUID();

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld(database);
  foreign = await createWorld(database);
  const at = (hour: number) => new Date(`2026-04-01T${String(hour).padStart(2, '0')}:00:00Z`);
  await insertUsageRecord(database, world, world.team, {
    id: DEAR,
    created_at: at(10),
    cost_nano_usd: 9_000n,
    latency_ms: 5_000,
    latency_first_byte_ms: 700,
    end_user: 'person-17',
    tags: ['production', 'batch'],
    stream: true,
  });
  await insertUsageRecord(database, world, world.otherTeam, {
    id: FAILED,
    created_at: at(11),
    channel_id: null,
    provider: null,
    model_used: null,
    tried_channel_ids: [world.channelId],
    http_status: 503,
    error_code: 'upstream_unreachable',
    latency_first_byte_ms: null,
    cost_nano_usd: 0n,
  });
  await insertUsageRecord(database, world, world.team, {
    id: COUNTED,
    created_at: at(12),
    endpoint: '/v1/messages/count_tokens',
    input_tokens: 4_000,
    model_requested: 'claude_sonnet%4',
    http_status: 404,
    error_code: 'model_not_found',
  });
  await insertUsageRecord(database, foreign, foreign.team, { created_at: at(13), end_user: 'person-17' });
});
afterAll(() => database.close());

const search = (input: object, person: Person = world.owner) =>
  invoke(searchLogs, callerOf(person), { tenant: world.tenant.slug, ...day, ...input });
const found = async (input: object, person?: Person) =>
  (await search(input, person)).items.map(({ id }) => id);

describe('a text', () => {
  it.each([
    ['a whole request id', () => DEAR, [DEAR]],
    ['the beginning of one', () => DEAR.slice(0, 11), [DEAR]],
    ['the end of one, in capitals', () => DEAR.slice(-8).toUpperCase(), [DEAR]],
    ['a part of a model', () => 'SONNET', [COUNTED]],
    ['a sign that a pattern would take for any text', () => '%', [COUNTED]],
    ['a part of a key’s name', () => `other key ${world.mark}`, [FAILED]],
    ['a key’s prefix', () => 'hdl_', [COUNTED, FAILED, DEAR]],
    [
      'the name of a channel that answered, or was tried',
      () => `channel ${world.mark}`,
      [COUNTED, FAILED, DEAR],
    ],
    ['a part of an error’s code', () => 'unreach', [FAILED]],
    ['a part of an end user', () => 'son-1', [DEAR]],
    ['a tag', () => 'produc', [DEAR]],
    ['nothing of any', () => 'no such thing', []],
  ])('finds by %s', async (_what, text, ids) => {
    expect(await found({ text: text() })).toEqual(ids);
  });

  it('finds nothing by names and ids of another tenant', async () => {
    expect(await found({ text: foreign.mark })).toEqual([]);
    expect(await found({ text: foreign.team.usageRecordId })).toEqual([]);
  });
});

it.each([
  [{ status: '5xx' }, [FAILED]],
  [{ status: ['404', '5xx'] }, [COUNTED, FAILED]],
  [{ errorCode: ['model_not_found', 'upstream_unreachable'] }, [COUNTED, FAILED]],
  [{ stream: true }, [DEAR]],
  [{ endpoint: '/v1/messages/count_tokens' }, [COUNTED]],
  [{ endUser: 'person-17' }, [DEAR]],
  [{ tag: ['batch', 'nightly'] }, [DEAR]],
  [{ minCostNanoUsd: '101' }, [DEAR]],
  [{ maxCostNanoUsd: '0' }, [FAILED]],
  [{ minLatencyMs: 5_000, maxLatencyMs: 5_000 }, [DEAR]],
  [{ minFirstByteMs: 700 }, [DEAR]],
  [{ minInputTokens: 11 }, [COUNTED]],
  [{ maxOutputTokens: 4 }, []],
  [{ model: 'simulator', outcome: 'success' }, [DEAR]],
])('filters by %j', async (filter, ids) => {
  expect(await found(filter)).toEqual(ids);
});

it('finds a request that failed everywhere under each channel it was tried on, and says so', async () => {
  expect(await found({ channelId: world.channelId })).toEqual([COUNTED, FAILED, DEAR]);
  const { items } = await search({ triedChannelId: [world.channelId, randomUUID()] });
  expect(items).toHaveLength(1);
  expect(items[0]).toMatchObject({
    id: FAILED,
    channel: null,
    triedChannels: [{ id: world.channelId, name: `channel ${world.mark}` }],
  });
});

it('takes of a list no more than fifty values', async () => {
  const most = Array.from({ length: 51 }, (_, n) => `model ${n}`);
  await expect(search({ model: most })).rejects.toMatchObject({ code: 'invalid_request', path: 'model' });
  expect(await found({ model: most.slice(1) })).toEqual([]);
});

describe('in order of a figure', () => {
  it.each([
    ['cost', 'desc', [DEAR, COUNTED, FAILED]],
    ['cost', 'asc', [FAILED, COUNTED, DEAR]],
    ['latency', 'desc', [DEAR, COUNTED, FAILED]],
    ['status', 'desc', [FAILED, COUNTED, DEAR]],
    ['inputTokens', 'desc', [COUNTED, FAILED, DEAR]],
    ['outputTokens', 'asc', [DEAR, FAILED, COUNTED]],
    // What has no figure comes last, both ways.
    ['firstByte', 'desc', [DEAR, COUNTED, FAILED]],
    ['firstByte', 'asc', [COUNTED, DEAR, FAILED]],
  ])('%s %s, page by page', async (sort, order, ids) => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await search({ sort, order, limit: 1, cursor });
      seen.push(...page.items.map(({ id }) => id));
      expect(page.searchedTo).toBeNull();
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen).toEqual(ids);
  });

  it('refuses a cursor of another order', async () => {
    const { nextCursor } = await search({ limit: 1 });
    await expect(search({ sort: 'cost', cursor: nextCursor })).rejects.toMatchObject({ path: 'cursor' });
  });
});

it('shows a member what their teams have, whatever is searched for', async () => {
  expect(await found({}, world.member)).toEqual([COUNTED, DEAR]);
  expect(await found({ text: 'unreach' }, world.member)).toEqual([]);
  expect(await found({ sort: 'status' }, world.member)).toEqual([COUNTED, DEAR]);
  expect(await found({ requestId: FAILED }, world.member)).toEqual([]);
});

it('shows what has ended since, where it began', async () => {
  const now = Date.now();
  const long = randomUUID();
  const short = randomUUID();
  const before = randomUUID();
  const made = (id: string, secondsAgo: number, latency_ms: number) =>
    insertUsageRecord(database, world, world.team, {
      id,
      created_at: new Date(now - secondsAgo * 1000),
      latency_ms,
    });
  await made(before, 300, 1_000);
  await made(long, 600, 599_000);
  await made(short, 2, 1_000);
  const endedAfter = new Date(now - 5_000).toISOString();
  const live = await search({ from: undefined, to: undefined, endedAfter });
  expect(live.items.map(({ id }) => id)).toEqual([short, long]);
  expect(Date.parse(live.asOf)).toBeGreaterThanOrEqual(now);
});

describe('a text suggests', () => {
  const suggest = async (text: string, person: Person = world.owner) =>
    (await invoke(suggestLogs, callerOf(person), { tenant: world.tenant.slug, text })).items;

  it('the key, the channel and the model that it may mean', async () => {
    const items = await suggest(world.mark);
    expect(items).toContainEqual({
      kind: 'key',
      value: world.team.apiKeyId,
      label: `core key ${world.mark}`,
      hint: expect.stringMatching(/^hdl_.+…$/),
    });
    expect(items).toContainEqual(expect.objectContaining({ kind: 'channel', value: world.channelId }));
    expect(items).toContainEqual(expect.objectContaining({ kind: 'model', value: world.model }));
    expect(items.length).toBeLessThanOrEqual(12);
  });

  it('errors, end users and tags', async () => {
    expect(await suggest('upstream_un')).toEqual([
      { kind: 'error', value: 'upstream_unreachable', label: 'upstream_unreachable', hint: null },
    ]);
    expect(await suggest('person')).toEqual([
      { kind: 'user', value: 'person-17', label: 'person-17', hint: null },
    ]);
    expect(await suggest('produc')).toEqual([
      { kind: 'tag', value: 'production', label: 'production', hint: null },
    ]);
  });

  it('to a member nothing of other teams, and no channels', async () => {
    const items = await suggest(world.mark, world.member);
    expect(items.filter(({ kind }) => kind === 'channel')).toEqual([]);
    expect(items.filter(({ kind }) => kind === 'key').map(({ value }) => value)).toEqual([
      world.team.apiKeyId,
    ]);
  });
});

it('exports what is filtered in the order shown, as JSON Lines too', async () => {
  const input = { tenant: world.tenant.slug, ...day, sort: 'cost' as const, format: 'jsonl' as const };
  const { content, rows, truncated } = await invoke(exportLogs, callerOf(world.owner), input);
  expect({ rows, truncated }).toEqual({ rows: 3, truncated: false });
  const lines = content
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines.map(({ request_id }) => request_id)).toEqual([DEAR, COUNTED, FAILED]);
  expect(lines[0]).toMatchObject({ cost_nano_usd: '9000', end_user: 'person-17', tags: 'production batch' });
  expect(lines[2]).toMatchObject({ channel: null, channels_tried: `channel ${world.mark}` });
});
