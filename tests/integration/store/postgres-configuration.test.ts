import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import net from 'node:net';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { sealCredential } from '../../../server/platform/crypto/credential.ts';
import { hashSecret } from '../../../server/platform/crypto/hash-secret.ts';
import { asPlatform } from '../../../server/platform/db/prisma.ts';
import { makeLogger } from '../../../server/platform/logger.ts';
import { openConfiguration } from '../../../server/store/configuration/open-configuration.ts';
import type { ConfigurationStore } from '../../../server/store/configuration.ts';
import { createTestDatabase } from '../../support/database.ts';
import { createTenant, type TestTenant } from '../../support/tenant.ts';

const WITHIN_A_SECOND = { timeout: 1_000, interval: 20 };
const CREDENTIAL = 'sk-upstream-abcdefghijklmnop';
const ADDRESS = '203.0.113.7';

const database = await createTestDatabase();
const logged: string[] = [];
const logger = makeLogger('debug', { write: (line) => logged.push(line) });
const opened: ConfigurationStore[] = [];
let tenant: TestTenant;

beforeEach(async () => {
  tenant = await createTenant();
});

afterAll(async () => {
  await Promise.all(opened.map((store) => store.close()));
  await database.close();
});

/** Ready means that it hears changes: they are what most of these tests are about. */
async function open(databaseUrl = database.url): Promise<ConfigurationStore> {
  const store = openConfiguration({ databaseUrl, logger });
  opened.push(store);
  await vi.waitFor(async () => {
    const { rows } = await database.owner.query(
      `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND query IN ('LISTEN heddle_configuration', 'SELECT 1')`,
    );
    expect(rows.length).toBeGreaterThanOrEqual(opened.length);
  });
  return store;
}

function addChannel(changes: {
  name: string;
  priority?: number;
  enabled?: boolean;
  credentialKeyId?: string;
}) {
  const id = randomUUID();
  const sealed = sealCredential(CREDENTIAL, { tenantId: tenant.id, channelId: id });
  return asPlatform((transaction) =>
    transaction.channel.create({
      data: {
        id,
        tenantId: tenant.id,
        provider: 'openai',
        credential: new Uint8Array(sealed.bytes),
        credentialKeyId: sealed.keyId,
        ...changes,
        models: { create: { tenantId: tenant.id, name: 'fast', upstreamName: 'gpt-4o-mini' } },
      },
    }),
  );
}

describe('the configuration in Postgres', () => {
  it('finds a key by its hash, and at once from then on', async () => {
    const store = await open();
    const hash = hashSecret(tenant.apiKey);
    const key = {
      id: tenant.apiKeyId,
      tenantId: tenant.id,
      teamId: tenant.teamId,
      name: 'test',
      models: null,
      addresses: null,
      endpoints: null,
      tags: [],
      signing: null,
      expiresAtMs: null,
      revokedAtMs: null,
      limits: [],
      budgets: [],
    };
    // Word of the tenant's own making may still come in between, and has the key looked up once more.
    await vi.waitFor(async () => {
      expect(await store.findKey(hash, ADDRESS)).toEqual(key);
      expect(store.findKey(hash, ADDRESS)).toEqual(key);
    }, WITHIN_A_SECOND);
  });

  it('remembers for a moment that a key does not exist, but not once it is made', async () => {
    const store = await open();
    const hash = hashSecret('hdl_to-be-made');
    await vi.waitFor(async () => {
      expect(await store.findKey(hash, ADDRESS)).toBeNull();
      expect(store.findKey(hash, ADDRESS)).toBeNull();
    }, WITHIN_A_SECOND);
    await asPlatform((transaction) =>
      transaction.apiKey.create({
        data: {
          tenantId: tenant.id,
          teamId: tenant.teamId,
          name: 'new',
          hash: new Uint8Array(hash),
          prefix: 'hdl_to-be',
          models: ['fast'],
        },
      }),
    );
    await vi.waitFor(async () => {
      const key = await store.findKey(hash, ADDRESS);
      expect(key?.models).toEqual(['fast']);
    }, WITHIN_A_SECOND);
  });

  it('finds valid keys among seven hundred unknown ones that come at the same time', async () => {
    const tenants = await Promise.all(Array.from({ length: 20 }, () => createTenant()));
    const store = await open();
    const unknown = Array.from({ length: 700 }, (_, index) =>
      store.findKey(hashSecret(`hdl_unknown-${index}`), ADDRESS),
    );
    const valid = tenants.map(({ apiKey }) => store.findKey(hashSecret(apiKey), ADDRESS));
    expect(new Set(await Promise.all(unknown))).toEqual(new Set([null]));
    expect((await Promise.all(valid)).map((key) => key?.id)).toEqual(tenants.map(({ apiKeyId }) => apiKeyId));
  });

  it('limits the unknown keys of one address, and no key in memory, nor another address', async () => {
    const store = await open();
    const hash = hashSecret(tenant.apiKey);
    await store.findKey(hash, '198.51.100.1');
    const outcomes = await Promise.allSettled(
      Array.from({ length: 1_100 }, (_, index) => store.findKey(hashSecret(`hdl_guess-${index}`), ADDRESS)),
    );
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(refused.length).toBeGreaterThan(50);
    expect(refused[0]?.reason).toMatchObject({ code: 'rate_limited', retryAfterMs: expect.any(Number) });
    expect((await store.findKey(hash, ADDRESS))?.id).toBe(tenant.apiKeyId);
    expect(await store.findKey(hashSecret('hdl_guess-x'), '198.51.100.1')).toBeNull();
    // Behind the same address, a valid key that is not in memory gets its turn.
    const late = await createTenant();
    await vi.waitFor(
      async () => expect((await store.findKey(hashSecret(late.apiKey), ADDRESS))?.id).toBe(late.apiKeyId),
      { timeout: 2_000, interval: 60 },
    );
  });

  it('sees within a second that a key was revoked', async () => {
    const store = await open();
    const hash = hashSecret(tenant.apiKey);
    await store.findKey(hash, ADDRESS);
    const revokedAt = new Date();
    await asPlatform((transaction) =>
      transaction.apiKey.update({ where: { id: tenant.apiKeyId }, data: { revokedAt } }),
    );
    await vi.waitFor(async () => {
      expect((await store.findKey(hash, ADDRESS))?.revokedAtMs).toBe(revokedAt.getTime());
    }, WITHIN_A_SECOND);
  });

  it('gives the enabled channels of a model, lowest priority first, with credentials opened', async () => {
    const store = await open();
    await addChannel({ name: 'second', priority: 5 });
    await addChannel({ name: 'first', priority: 1 });
    await addChannel({ name: 'off', enabled: false });
    const { channelsByModel, storeContent, slug } = await store.findTenant(tenant.id);
    expect({ storeContent, slug }).toEqual({ storeContent: false, slug: tenant.slug });
    expect(
      channelsByModel
        .get('fast')
        ?.map(({ channel, upstreamModel }) => [channel.name, channel.credential, upstreamModel]),
    ).toEqual([
      ['first', CREDENTIAL, 'gpt-4o-mini'],
      ['second', CREDENTIAL, 'gpt-4o-mini'],
    ]);
  });

  it('leaves out a channel whose credential does not open, and says so without showing it', async () => {
    const store = await open();
    const broken = await addChannel({ name: 'broken', credentialKeyId: '00000000' });
    await addChannel({ name: 'whole' });
    const { channelsByModel } = await store.findTenant(tenant.id);
    expect(channelsByModel.get('fast')?.map(({ channel }) => channel.name)).toEqual(['whole']);
    const line = logged.find((text) => text.includes(broken.id));
    expect(line).toContain('does not open');
    expect(logged.join()).not.toContain(CREDENTIAL);
  });

  it("sees within a second that the tenant, a channel or everyone's prices changed", async () => {
    const store = await open();
    expect((await store.findTenant(tenant.id)).channelsByModel.size).toBe(0);
    await addChannel({ name: 'new' });
    await vi.waitFor(async () => {
      expect((await store.findTenant(tenant.id)).channelsByModel.size).toBe(1);
    }, WITHIN_A_SECOND);
    const price = {
      model: 'gpt-4o-mini',
      inputNanoUsdPerMillion: 150_000_000n,
      outputNanoUsdPerMillion: 9_007_199_254_740_993n,
    };
    await asPlatform((transaction) => transaction.priceOverride.create({ data: price }));
    await vi.waitFor(async () => {
      expect((await store.findTenant(tenant.id)).priceOverrides).toMatchObject([
        { ...price, tenantId: null, provider: null, cachedInputNanoUsdPerMillion: null },
      ]);
    }, WITHIN_A_SECOND);
    await asPlatform((transaction) => transaction.tenant.delete({ where: { id: tenant.id } }));
    await vi.waitFor(
      () => expect(store.findTenant(tenant.id)).rejects.toMatchObject({ code: 'invalid_api_key' }),
      WITHIN_A_SECOND,
    );
  });

  it("shows nothing of another tenant's channels and prices", async () => {
    const store = await open();
    const other = await createTenant();
    await addChannel({ name: 'mine' });
    await asPlatform((transaction) =>
      transaction.priceOverride.create({
        data: { tenantId: tenant.id, model: 'm', inputNanoUsdPerMillion: 1n, outputNanoUsdPerMillion: 1n },
      }),
    );
    const seen = await store.findTenant(other.id);
    expect(seen.channelsByModel.size).toBe(0);
    expect(seen.priceOverrides.filter(({ tenantId }) => tenantId !== null)).toEqual([]);
  });

  it('sees a change that came while it could not hear', async () => {
    const store = await open();
    const hash = hashSecret(tenant.apiKey);
    await store.findKey(hash, ADDRESS);
    await database.owner.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = current_user AND application_name = 'heddle_gateway'`,
    );
    await asPlatform((transaction) => transaction.apiKey.delete({ where: { id: tenant.apiKeyId } }));
    await vi.waitFor(async () => expect(await store.findKey(hash, ADDRESS)).toBeNull(), { timeout: 3_000 });
  });

  it('serves what is in memory while the database is away, and says unavailable for the rest', async () => {
    const proxy = await cuttableProxy(new URL(database.url));
    const store = await open(proxy.url);
    const hash = hashSecret(tenant.apiKey);
    await store.findKey(hash, ADDRESS);
    await store.findTenant(tenant.id);
    proxy.cut();
    await new Promise((resolve) => setTimeout(resolve, 2_100));
    expect((await store.findKey(hash, ADDRESS))?.id).toBe(tenant.apiKeyId);
    expect((await store.findTenant(tenant.id)).id).toBe(tenant.id);
    await expect(store.findKey(hashSecret('hdl_never-seen'), ADDRESS)).rejects.toMatchObject({
      code: 'unavailable',
    });
  });
});

/** A way to the database that can be cut. */
async function cuttableProxy(target: URL): Promise<{ url: string; cut(): void }> {
  const sockets = new Set<net.Socket>();
  const server = net.createServer((client) => {
    const upstream = net.connect(Number(target.port), target.hostname);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
    }
    client.pipe(upstream).pipe(client);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const url = new URL(target);
  url.port = String(typeof address === 'object' ? address?.port : address);
  return {
    url: url.toString(),
    cut() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
