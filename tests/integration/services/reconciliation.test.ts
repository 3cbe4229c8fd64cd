import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { invoke } from '../../../server/services/invoke.ts';
import { compareWithBill } from '../../../server/services/reconciliation/compare-with-bill.ts';
import { explainDifference } from '../../../server/services/reconciliation/explain-difference.ts';
import { callerOf, createWorld, type World } from '../../support/control-plane.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { insertUsageRecord } from '../../support/usage-records.ts';

let database: TestDatabase;
let world: World;
const at = (time: string) => new Date(`2026-03-10T${time}Z`);
const brokenOff = randomUUID();
const failedHere = randomUUID();
const atMidnight = randomUUID();

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld(database);
  const add = insertUsageRecord.bind(null, database, world, world.team);
  for (let request = 0; request < 10; request++) {
    await add({ created_at: at('12:00:00'), input_tokens: 100, output_tokens: 10, cost_nano_usd: 1_000n });
  }
  await add({ id: brokenOff, created_at: at('13:00:00'), input_tokens: 70, ended_by: 'client' });
  await add({
    id: failedHere,
    created_at: at('14:00:00'),
    channel_id: null,
    model_used: null,
    tried_channel_ids: [world.channelId],
  });
  await add({ id: atMidnight, created_at: at('23:59:59'), input_tokens: 500, cost_nano_usd: 5_000n });
  await add({ created_at: new Date('2026-03-12T12:00:00Z'), input_tokens: 1 });
});
afterAll(() => database.close());

const bill = (lines: object[]) => ({
  data: [{ start_time: at('00:00:00').getTime() / 1000, results: lines }],
});
const compare = (input: object) =>
  invoke(compareWithBill, callerOf(world.owner), {
    tenant: world.tenant.slug,
    id: world.channelId,
    from: '2026-03-10',
    to: '2026-03-11',
    format: 'openai',
    ...input,
  });

it('sets a bill beside the totals of the channel, by the provider’s names, and keeps nothing of it', async () => {
  const { items, theirs, ours, outsidePeriod } = await compare({
    report: JSON.stringify([
      bill([{ model: 'simulator', input_tokens: 1_200, output_tokens: 120, num_model_requests: 12 }]),
      { data: [{ start_time: 0, results: [{ model: 'simulator', input_tokens: 9 }] }] },
    ]),
  });
  expect(items).toMatchObject([
    {
      day: '2026-03-10',
      model: 'simulator',
      theirs: { inputTokens: 1_200, outputTokens: 120, requests: 12, costNanoUsd: null },
      ours: { inputTokens: 1_570, requests: 12 },
    },
  ]);
  expect(theirs.inputTokens).toBe(1_200);
  expect(ours.inputTokens).toBe(1_570);
  expect(outsidePeriod).toBe(1);
  const [event] = await database.owner
    .query(`SELECT details::text AS details FROM audit_events WHERE operation = 'reconciliation.compare'`)
    .then(({ rows }) => rows);
  expect(event.details).toContain('2026-03-10');
  expect(event.details).not.toContain('1_200');
  expect(event.details).not.toContain('report');
});

it('names the requests that the provider most likely counts otherwise', async () => {
  const { requests, reasons, truncated } = await invoke(explainDifference, callerOf(world.owner), {
    tenant: world.tenant.slug,
    id: world.channelId,
    day: '2026-03-10',
    model: 'simulator',
  });
  expect(requests.map(({ id, reason }) => [id, reason])).toEqual([
    [atMidnight, 'other_day'],
    [brokenOff, 'broken_off'],
    [failedHere, 'failed_here'],
  ]);
  expect(reasons).toMatchObject([
    { reason: 'failed_here' },
    { reason: 'broken_off', inputTokens: 70 },
    { reason: 'other_day' },
  ]);
  expect(truncated).toBe(false);
});

it('refuses a period that is none, and one too long', async () => {
  const report = JSON.stringify(bill([]));
  await expect(compare({ report, to: '2026-03-09' })).rejects.toMatchObject({
    code: 'invalid_request',
    path: 'to',
  });
  await expect(compare({ report, to: '2026-07-09' })).rejects.toMatchObject({ path: 'to' });
});
