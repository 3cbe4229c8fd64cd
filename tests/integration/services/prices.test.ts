import { afterAll, beforeAll, expect, it } from 'vitest';
import { createChannel } from '../../../server/services/channels/create-channel.ts';
import { invoke } from '../../../server/services/invoke.ts';
import { listModels } from '../../../server/services/models/list-models.ts';
import { deletePlatformPrice } from '../../../server/services/platform/delete-platform-price.ts';
import { setPlatformPrice } from '../../../server/services/platform/set-platform-price.ts';
import { deletePrice } from '../../../server/services/prices/delete-price.ts';
import { listPrices } from '../../../server/services/prices/list-prices.ts';
import { setPrice } from '../../../server/services/prices/set-price.ts';
import { callerOf, createWorld, type World } from '../../support/control-plane.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

let database: TestDatabase;
let world: World;
beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld(database);
  await invoke(createChannel, owner(), {
    ...tenant(),
    name: 'openai',
    provider: 'openai',
    credential: 'sk-0123456789abcdef0123',
    models: [{ name: 'mini', upstream: 'gpt-4o-mini' }],
  });
});
afterAll(() => database.close());

const owner = () => callerOf(world.owner);
const operator = () => callerOf(world.operator);
const tenant = () => ({ tenant: world.tenant.slug });
const rates = (input: string) => ({
  model: 'gpt-4o-mini',
  inputNanoUsdPerMillion: input,
  outputNanoUsdPerMillion: '600000000',
});

async function priceOfMini() {
  const { items } = await invoke(listModels, owner(), tenant());
  return items.find(({ name }) => name === 'mini')?.channels[0]?.price;
}

it('shows the price that holds: the tenant’s own, else the operator’s, else the catalogue’s', async () => {
  expect(await priceOfMini()).toMatchObject({
    inputNanoUsdPerMillion: '150000000',
    version: expect.stringMatching(/^genai-prices@/),
  });
  const everywhere = await invoke(setPlatformPrice, operator(), rates('7'));
  expect(await priceOfMini()).toMatchObject({ inputNanoUsdPerMillion: '7' });
  const own = await invoke(setPrice, owner(), { ...tenant(), ...rates('8'), provider: 'openai' });
  expect(await priceOfMini()).toMatchObject({
    inputNanoUsdPerMillion: '8',
    version: expect.stringMatching(`^override:${own.id}@`),
  });
  await invoke(deletePrice, owner(), { ...tenant(), id: own.id });
  await invoke(deletePlatformPrice, operator(), { id: everywhere.id });
  expect(await priceOfMini()).toMatchObject({ inputNanoUsdPerMillion: '150000000' });
});

it('keeps one price for a provider and model, also when it is set twice at once', async () => {
  const results = await Promise.all(
    ['1', '2', '3'].map((input) => invoke(setPrice, owner(), { ...tenant(), ...rates(input) })),
  );
  expect(new Set(results.map(({ id }) => id)).size).toBe(1);
});

it('shows tenants the operator’s prices and lets them change none', async () => {
  const { id } = await invoke(setPlatformPrice, operator(), { ...rates('7'), model: 'shared' });
  const { items } = await invoke(listPrices, owner(), tenant());
  expect(items.find((price) => price.id === id)).toMatchObject({ owner: 'deployment' });
  await expect(invoke(deletePrice, owner(), { ...tenant(), id })).rejects.toMatchObject({
    code: 'not_found',
  });
});

it('lets the operator take back no tenant’s own price', async () => {
  await expect(invoke(deletePlatformPrice, operator(), { id: world.priceId })).rejects.toMatchObject({
    code: 'not_found',
  });
});

it('knows no price for a provider it does not know', async () => {
  const input = { ...tenant(), ...rates('1'), provider: 'opneai' };
  await expect(invoke(setPrice, owner(), input)).rejects.toMatchObject({ path: 'provider' });
});
