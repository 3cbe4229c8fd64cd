import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { keepChannelResults } from '../../../server/jobs/channel-results.ts';
import { runJob } from '../../../server/jobs/run-job.ts';
import { createPool } from '../../../server/platform/db/pools.ts';
import { asPlatform, asTenant } from '../../../server/platform/db/prisma.ts';
import { createChannel } from '../../../server/services/channels/create-channel.ts';
import { getChannel } from '../../../server/services/channels/get-channel.ts';
import { listChannels } from '../../../server/services/channels/list-channels.ts';
import { setChannelsEnabled } from '../../../server/services/channels/set-channels-enabled.ts';
import { invoke } from '../../../server/services/invoke.ts';
import { listModels } from '../../../server/services/models/list-models.ts';
import { ChannelResults } from '../../../server/store/channel-results/channel-results.ts';
import type { Attempt } from '../../../server/store/ledger.ts';
import { callerOf, createWorld, type World } from '../../support/control-plane.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

let database: TestDatabase;
let world: World;

beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  world = await createWorld(database);
});
afterAll(() => database.close());

const tenant = () => ({ tenant: world.tenant.slug });
const list = (input: object = {}) => invoke(listChannels, callerOf(world.owner), { ...tenant(), ...input });

/** Channels as rows, which is quicker than by the operation. */
async function plant(count: number, modelsEach: number): Promise<void> {
  await database.owner.query(
    `WITH made AS (
       INSERT INTO channels (id, tenant_id, name, provider, priority, updated_at)
       SELECT gen_random_uuid(), $1, 'c' || to_char(n, 'FM0000'), 'simulator', n % 10, now()
       FROM generate_series(1, $2::int) AS n RETURNING id, tenant_id
     )
     INSERT INTO channel_models (channel_id, tenant_id, name, upstream_name)
     SELECT id, tenant_id, 'm' || to_char(n, 'FM0000'), 'simulator' FROM made, generate_series(1, $3::int) AS n`,
    [world.tenant.id, count, modelsEach],
  );
  await database.owner.query('ANALYZE channels, channel_models');
}

it('lists a thousand channels with the first of their many models, in little time and room', async () => {
  await plant(1_000, 40);
  const startedMs = performance.now();
  const { items, nextCursor } = await list();
  expect(performance.now() - startedMs).toBeLessThan(2_000);
  expect(items).toHaveLength(1_001);
  expect(nextCursor).toBeNull();
  expect(items[1]).toMatchObject({ firstModels: ['m0001', 'm0002', 'm0003', 'm0004'], modelCount: 40 });
  expect(JSON.stringify(items).length).toBeLessThan(1_000_000);
  const models = await invoke(listModels, callerOf(world.owner), tenant());
  expect(models.items.find(({ name }) => name === 'm0001')).toMatchObject({ channelCount: 1_000 });
  expect(models.items.every(({ channels }) => channels.length <= 5)).toBe(true);
});

it('turns pages in the order of priority and name', async () => {
  await plant(30, 1);
  const all = (await list()).items.map(({ id }) => id);
  const paged: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await list({ limit: 7, cursor });
    paged.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  expect(paged).toEqual(all);
  await expect(list({ cursor: 'nonsense' })).rejects.toMatchObject({ path: 'cursor' });
});

it('finds channels by name, address and model, wildcards taken for what they are', async () => {
  await invoke(createChannel, callerOf(world.owner), {
    ...tenant(),
    name: 'Frankfurt_1',
    provider: 'vllm',
    baseUrl: 'https://inference.example.com/v1',
    models: ['qwen-100%'],
  });
  for (const search of ['frankFURT', 'inference.example', 'qwen-100%', 'Frankfurt_1']) {
    expect((await list({ search })).items.map(({ name }) => name)).toEqual(['Frankfurt_1']);
  }
  expect((await list({ search: '%' })).items).toHaveLength(1);
  expect((await list({ search: 'nowhere' })).items).toEqual([]);
  expect((await list({ provider: 'vllm', enabled: true })).items).toHaveLength(1);
  expect((await list({ provider: 'vllm', enabled: false })).items).toEqual([]);
});

it('turns several channels off and on, and none of another tenant', async () => {
  const other = await createWorld(database);
  const set = (enabled: boolean) =>
    invoke(setChannelsEnabled, callerOf(world.owner), {
      ...tenant(),
      ids: [world.channelId, other.channelId],
      enabled,
    });
  expect(await set(false)).toEqual({ changed: 1 });
  expect(await set(false)).toEqual({ changed: 0 });
  const states = await asPlatform((transaction) =>
    transaction.channel.findMany({
      where: { id: { in: [world.channelId, other.channelId] } },
      select: { id: true, enabled: true },
    }),
  );
  expect(new Map(states.map(({ id, enabled }) => [id, enabled]))).toEqual(
    new Map([
      [world.channelId, false],
      [other.channelId, true],
    ]),
  );
  await expect(
    invoke(setChannelsEnabled, callerOf(world.member), {
      ...tenant(),
      ids: [world.channelId],
      enabled: true,
    }),
  ).rejects.toMatchObject({ code: 'forbidden' });
});

it('writes down what traffic met, the later of what is known, and nothing of channels that are gone', async () => {
  const results = new ChannelResults();
  const job = keepChannelResults(results);
  const pool = createPool('heddle_platform', { connections: 1 });
  const attempt = (changes: Partial<Attempt>): Attempt => ({
    channelId: world.channelId,
    channelName: 'c',
    provider: 'simulator',
    model: 'simulator',
    reason: '',
    status: 200,
    errorCode: null,
    startedAfterMs: 0,
    durationMs: 42,
    ...changes,
  });
  const refused = attempt({ status: 401, errorCode: 'upstream_authentication' });
  const other = await createWorld(database);
  results.note(world.tenant.id, [attempt({}), refused], 1_700_000_000_000);
  // Another tenant's channel, and one that is no more.
  results.note(world.tenant.id, [attempt({ channelId: other.channelId })], 1_700_000_000_000);
  results.note(world.tenant.id, [attempt({ channelId: other.tenant.id })], 1_700_000_000_000);
  try {
    expect(await runJob(job, pool)).toEqual({ results: 4 });
    const read = () => invoke(getChannel, callerOf(world.owner), { ...tenant(), id: world.channelId });
    expect(await read()).toMatchObject({
      lastSuccess: { outcome: 'answered', byTest: false, durationMs: 42, at: '2023-11-14T22:13:20.042Z' },
      lastFailure: { outcome: 'credential_refused', status: 401 },
    });
    const ofOther = await asTenant(other.tenant.id, (transaction) => transaction.channelResult.count());
    expect(ofOther).toBe(0);
    results.note(world.tenant.id, [attempt({ durationMs: 7 })], 1_600_000_000_000);
    await runJob(job, pool);
    expect((await read()).lastSuccess).toMatchObject({ durationMs: 42 });
  } finally {
    await pool.end();
  }
});
