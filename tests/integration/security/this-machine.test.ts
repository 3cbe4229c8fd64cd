import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPool } from '../../../server/platform/db/pools.ts';
import { asPlatform } from '../../../server/platform/db/prisma.ts';
import { makeLogger } from '../../../server/platform/logger.ts';
import { createTenant as createTenantOperation } from '../../../server/services/account/create-tenant.ts';
import { createChannel } from '../../../server/services/channels/create-channel.ts';
import { testChannel } from '../../../server/services/channels/test-channel.ts';
import { updateChannel } from '../../../server/services/channels/update-channel.ts';
import { invoke } from '../../../server/services/invoke.ts';
import { updateTenant } from '../../../server/services/tenants/update-tenant.ts';
import { loadTenant } from '../../../server/store/configuration/load-tenant.ts';
import { callerOf, createWorld, type World } from '../../support/control-plane.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

let database: TestDatabase;
let world: World;
beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld(database);
});
afterAll(() => database.close());

const owner = () => callerOf(world.owner);

/** A channel that a tenant got while private addresses were allowed, or past the operations. */
async function plantOllama(): Promise<string> {
  return asPlatform(async (transaction) => {
    const tenantId = world.tenant.id;
    const { id } = await transaction.channel.create({
      data: { tenantId, name: `ollama ${Math.random()}`, provider: 'ollama' },
    });
    await transaction.channelModel.create({
      data: { tenantId, channelId: id, name: 'llama3.2', upstreamName: 'llama3.2' },
    });
    return id;
  });
}

describe('what runs on this machine', () => {
  it('is for no channel of anybody else, in the control plane', async () => {
    const tenant = world.tenant.slug;
    const wanted = { tenant, name: 'mine', provider: 'ollama', models: ['llama3.2'] };
    await expect(invoke(createChannel, owner(), wanted)).rejects.toMatchObject({ code: 'invalid_request' });
    const id = await plantOllama();
    expect(await invoke(testChannel, owner(), { tenant, id })).toMatchObject({
      ok: false,
      error: { code: 'upstream_address_refused' },
    });
    await expect(
      invoke(updateChannel, owner(), { tenant, id, baseUrl: 'http://127.0.0.1:11434/v1' }),
    ).rejects.toMatchObject({ code: 'invalid_request' });
  });

  it('is for the demo’s channels alone, in the gateway', async () => {
    await plantOllama();
    const pool = createPool('heddle_gateway');
    const logger = makeLogger('silent', { write: () => undefined });
    const local = async () => {
      const tenant = await loadTenant(pool, world.tenant.id, logger);
      return [...(tenant?.channelsByModel.values() ?? [])]
        .flat()
        .map((each) => each.channel.mayUseThisMachine);
    };
    try {
      expect(new Set(await local())).toEqual(new Set([false]));
      await database.owner.query("update tenants set slug = 'demo' where id = $1", [world.tenant.id]);
      expect(new Set(await local())).toEqual(new Set([true]));
    } finally {
      await database.owner.query('update tenants set slug = $2 where id = $1', [
        world.tenant.id,
        world.tenant.slug,
      ]);
      await pool.end();
    }
  });
});

it('lets nobody take the demo’s name, not even when it is free', async () => {
  const refused = { code: 'invalid_request' };
  const { slug } = world.tenant;
  await expect(invoke(updateTenant, owner(), { tenant: slug, slug: 'demo' })).rejects.toMatchObject(refused);
  await expect(invoke(createTenantOperation, owner(), { name: 'Mine', slug: 'demo' })).rejects.toMatchObject(
    refused,
  );
  const made = await invoke(createTenantOperation, owner(), { name: 'Demo' });
  expect(made.slug).toMatch(/^demo-/);
});
