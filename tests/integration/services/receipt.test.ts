import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { invoke } from '../../../server/services/invoke.ts';
import { getLog } from '../../../server/services/logs/get-log.ts';
import { setPrice } from '../../../server/services/prices/set-price.ts';
import { writeCostLines } from '../../../server/store/prices/cost-lines-json.ts';
import { callerOf, createWorld, type World } from '../../support/control-plane.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { insertUsageRecord, type UsageColumns } from '../../support/usage-records.ts';

let database: TestDatabase;
let world: World;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld(database);
});
afterAll(() => database.close());

/** A request with these columns, as its details have it. */
async function detailsOf(columns: Partial<UsageColumns>) {
  const id = randomUUID();
  await insertUsageRecord(database, world, world.team, { id, ...columns });
  return invoke(getLog, callerOf(world.member), { tenant: world.tenant.slug, id });
}

const mini = {
  provider: 'openai',
  model_used: 'gpt-4o-mini',
  attempts: '[]',
  input_tokens: 1_000,
  output_tokens: 50,
  cost_nano_usd: 180_000n,
  price_version: 'genai-prices@0.1.8:openai/gpt-4o-mini',
};

describe('the receipt of a request', () => {
  it('has the lines that were charged, each exact, and says where and when the price was made', async () => {
    const { receipt } = await detailsOf({
      ...mini,
      cost_nano_usd: 24n,
      cost_lines: writeCostLines([
        { kind: 'cachedInput', tokens: 3, nanoUsdPerMillion: 7_500_000n },
        { kind: 'request', nanoUsd: 1n },
      ]),
    });
    expect(receipt).toMatchObject({
      costNanoUsd: '24',
      lines: [
        {
          kind: 'cachedInput',
          tokens: 3,
          nanoUsdPerMillion: '7500000',
          amountFemtoUsd: '22500000',
        },
        { kind: 'request', tokens: null, nanoUsdPerMillion: null, amountFemtoUsd: '1000000' },
      ],
      price: {
        source: 'catalogue',
        catalogue: 'genai-prices',
        version: '0.1.8',
        releasedAt: '2026-09-23T10:11:04.000Z',
        provider: 'openai',
        model: 'gpt-4o-mini',
      },
    });
  });

  it('has lines for a record of before they were kept, while its price makes the same of it', async () => {
    expect((await detailsOf(mini)).receipt.lines).toMatchObject([
      { kind: 'input', tokens: 1_000, nanoUsdPerMillion: '150000000', amountFemtoUsd: '150000000000' },
      { kind: 'output', tokens: 50, nanoUsdPerMillion: '600000000', amountFemtoUsd: '30000000000' },
    ]);
    const otherCost = await detailsOf({ ...mini, cost_nano_usd: 1n });
    expect(otherCost.receipt.lines).toBeNull();
    const otherVersion = { ...mini, price_version: 'genai-prices@0.0.9:openai/gpt-4o-mini' };
    expect((await detailsOf(otherVersion)).receipt).toMatchObject({
      lines: null,
      price: { version: '0.0.9', releasedAt: null },
    });
  });

  it('names who set a price, and when, also once it is gone', async () => {
    const price = {
      tenant: world.tenant.slug,
      provider: 'openai',
      model: 'gpt-4o-mini',
      inputNanoUsdPerMillion: '1000000000',
      outputNanoUsdPerMillion: '0',
      cachedInputNanoUsdPerMillion: null,
      cacheWriteNanoUsdPerMillion: null,
    };
    const { id, updatedAt } = await invoke(setPrice, callerOf(world.owner), price);
    const charged = {
      ...mini,
      cost_nano_usd: 1_000_000n,
      price_version: `override:${id}@${updatedAt}`,
    };
    expect((await detailsOf(charged)).receipt).toMatchObject({
      lines: [
        { kind: 'input', nanoUsdPerMillion: '1000000000' },
        { kind: 'output', amountFemtoUsd: '0' },
      ],
      price: { source: 'override', overrideId: id, owner: 'tenant', setAt: updatedAt },
    });
    await database.owner.query('delete from price_overrides where id = $1', [id]);
    expect((await detailsOf(charged)).receipt).toMatchObject({
      lines: null,
      price: { source: 'override', owner: null, setAt: updatedAt },
    });
  });

  it('has none where no price was known', async () => {
    const unknown = await detailsOf({ ...mini, cost_nano_usd: 0n, price_version: null });
    expect(unknown.receipt).toMatchObject({ lines: null, price: null });
  });
});

it('shows what the client was told, for whom the request was and how it was labelled, and how fast its stream was', async () => {
  const details = await detailsOf({
    stream: true,
    output_tokens: 100,
    latency_first_byte_ms: 500,
    latency_ms: 2_500,
    error_code: 'upstream_error',
    error_message: 'It broke off.',
    end_user: 'ann',
    tags: ['checkout'],
  });
  expect(details).toMatchObject({
    errorMessage: 'It broke off.',
    endUser: 'ann',
    tags: ['checkout'],
    outputTokensPerSecond: 50,
  });
  const whole = await detailsOf({ stream: false, latency_first_byte_ms: 500, latency_ms: 2_500 });
  expect(whole.outputTokensPerSecond).toBeNull();
});
