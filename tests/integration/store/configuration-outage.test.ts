import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { hashSecret } from '../../../server/platform/crypto/hash-secret.ts';
import { connectionAs } from '../../../server/platform/db/pools.ts';
import { asPlatform, disconnect } from '../../../server/platform/db/prisma.ts';
import { makeLogger } from '../../../server/platform/logger.ts';
import { openConfiguration } from '../../../server/store/configuration/open-configuration.ts';
import { PostgresConfiguration } from '../../../server/store/configuration/postgres-configuration.ts';
import type { ConfigurationStore } from '../../../server/store/configuration.ts';
import { type OwnPostgres, ownPostgres } from '../../support/own-postgres.ts';
import { createTenant, type TestTenant } from '../../support/tenant.ts';

const ADDRESS = '203.0.113.7';
const TEN_MINUTES_MS = 600_000;
const logger = makeLogger('silent', { write: () => undefined });
const stores: ConfigurationStore[] = [];
let postgres: OwnPostgres;
let tenants: TestTenant[];

beforeAll(async () => {
  postgres = await ownPostgres();
  process.env.DATABASE_URL = postgres.url;
  tenants = await Promise.all(Array.from({ length: 20 }, () => createTenant()));
});

afterEach(async () => {
  postgres.thaw();
  await Promise.all(stores.splice(0).map((store) => store.close()));
});

afterAll(async () => {
  await disconnect();
  await postgres.close();
});

function open(staleForMs = TEN_MINUTES_MS): ConfigurationStore {
  const store = openConfiguration({ databaseUrl: postgres.url, logger, staleForMs });
  stores.push(store);
  return store;
}

/** What a request asks of the configuration. */
async function authenticate(store: ConfigurationStore, { apiKey, id }: TestTenant) {
  const key = await store.findKey(hashSecret(apiKey), ADDRESS);
  const tenant = await store.findTenant(id);
  return { key, tenant };
}

/** A store that knows all tenants, and hears changes. */
async function openWarm(staleForMs?: number): Promise<ConfigurationStore> {
  const store = open(staleForMs);
  await vi.waitFor(
    async () => {
      await Promise.all(tenants.map((tenant) => authenticate(store, tenant)));
      // Answered without a promise: from memory, and known to be right.
      for (const { apiKey, id } of tenants) {
        expect(store.findKey(hashSecret(apiKey), ADDRESS)).not.toBeInstanceOf(Promise);
        expect(store.findTenant(id)).not.toBeInstanceOf(Promise);
      }
    },
    { timeout: 5_000 },
  );
  return store;
}

interface Waits {
  lookups: number;
  /** Share of them that memory answered, without so much as a promise. */
  atOnce: number;
  medianMs: number;
  p99Ms: number;
}

/** What known keys wait, asked all the time for a while. */
async function waitsOfKnownKeys(store: ConfigurationStore, forMs: number): Promise<Waits> {
  const waits: number[] = [];
  let atOnce = 0;
  const until = Date.now() + forMs;
  while (Date.now() < until) {
    for (const { apiKey, apiKeyId, id } of tenants) {
      const startedAt = performance.now();
      const key = store.findKey(hashSecret(apiKey), ADDRESS);
      const tenant = store.findTenant(id);
      if (!(key instanceof Promise || tenant instanceof Promise)) atOnce += 1;
      expect((await key)?.id).toBe(apiKeyId);
      await tenant;
      waits.push(performance.now() - startedAt);
    }
    await delay(10);
  }
  waits.sort((one, other) => one - other);
  const quantile = (share: number) => waits[Math.floor(waits.length * share)] ?? Number.NaN;
  return {
    lookups: waits.length,
    atOnce: atOnce / waits.length,
    medianMs: quantile(0.5),
    p99Ms: quantile(0.99),
  };
}

async function timeOfRefusal(store: ConfigurationStore, secret: string): Promise<number> {
  const startedAt = performance.now();
  await expect(store.findKey(hashSecret(secret), ADDRESS)).rejects.toMatchObject({
    code: 'unavailable',
    retryAfterMs: 1_000,
  });
  return performance.now() - startedAt;
}

describe('the configuration while Postgres is frozen', () => {
  it('serves known keys without waiting, refuses others at once, and finds them when it is back', async () => {
    const store = await openWarm();
    const late = await createTenant();
    postgres.freeze();
    const waits = await waitsOfKnownKeys(store, 9_000);
    console.info('frozen:', waits);
    expect(waits.atOnce).toBeGreaterThan(0.99);
    expect(waits.medianMs).toBeLessThan(1);
    expect(waits.p99Ms).toBeLessThan(5);
    expect(await timeOfRefusal(store, late.apiKey)).toBeLessThan(50);
    postgres.thaw();
    await vi.waitFor(async () => expect((await authenticate(store, late)).key?.id).toBe(late.apiKeyId), {
      timeout: 5_000,
      interval: 50,
    });
    await waitsOfKnownKeys(store, 500);
  });

  it('says so quickly after a start at such a time, when nothing is known', async () => {
    postgres.freeze();
    const store = open();
    expect(await timeOfRefusal(store, 'hdl_first')).toBeLessThan(2_500);
    for (let count = 0; count < 20; count += 1) {
      expect(await timeOfRefusal(store, `hdl_${count}`)).toBeLessThan(50);
    }
  });

  it('goes on refusing what it knew to be revoked or expired', async () => {
    const [revoked, expired] = [await createTenant(), await createTenant()];
    const [revokedAt, expiresAt] = [new Date(), new Date(Date.now() + 60_000)];
    const store = await openWarm();
    await authenticate(store, revoked);
    await asPlatform(async (transaction) => {
      await transaction.apiKey.update({ where: { id: revoked.apiKeyId }, data: { revokedAt } });
      await transaction.apiKey.update({ where: { id: expired.apiKeyId }, data: { expiresAt } });
    });
    await vi.waitFor(async () => {
      expect((await authenticate(store, revoked)).key?.revokedAtMs).toBe(revokedAt.getTime());
      expect((await authenticate(store, expired)).key?.expiresAtMs).toBe(expiresAt.getTime());
    });
    postgres.freeze();
    await delay(6_000);
    expect((await authenticate(store, revoked)).key?.revokedAtMs).toBe(revokedAt.getTime());
    expect((await authenticate(store, expired)).key?.expiresAtMs).toBe(expiresAt.getTime());
  });

  it('serves nothing older than it may', async () => {
    const [none, brief] = [await openWarm(0), await openWarm(8_000)];
    const [tenant] = tenants as [TestTenant];
    postgres.freeze();
    await delay(7_000);
    await timeOfRefusal(none, tenant.apiKey);
    expect((await authenticate(brief, tenant)).key?.id).toBe(tenant.apiKeyId);
    await delay(4_000);
    await timeOfRefusal(brief, tenant.apiKey);
  });
});

describe('the configuration while Postgres is gone', () => {
  it('serves known keys, and what was changed once it runs again', async () => {
    const store = await openWarm();
    const late = await createTenant();
    await disconnect();
    await postgres.stop();
    const waits = await waitsOfKnownKeys(store, 3_000);
    expect(waits.atOnce).toBeGreaterThan(0.99);
    expect(waits.p99Ms).toBeLessThan(5);
    expect(await timeOfRefusal(store, late.apiKey)).toBeLessThan(50);
    await postgres.start();
    await vi.waitFor(async () => expect((await authenticate(store, late)).key?.id).toBe(late.apiKeyId), {
      timeout: 5_000,
      interval: 50,
    });
  });
});

describe('the configuration while Postgres is slow', () => {
  it('serves known keys without waiting, and waits for the others', async () => {
    const store = await openWarm();
    const late = await createTenant();
    const client = new pg.Client({ connectionString: postgres.url });
    await client.connect();
    await client.query('BEGIN');
    await client.query('LOCK TABLE api_keys IN ACCESS EXCLUSIVE MODE');
    const lateKey = store.findKey(hashSecret(late.apiKey), ADDRESS);
    const waits = await waitsOfKnownKeys(store, 500);
    expect(waits.atOnce).toBeGreaterThan(0.99);
    expect(waits.p99Ms).toBeLessThan(5);
    await client.query('COMMIT');
    await client.end();
    expect((await lateKey)?.id).toBe(late.apiKeyId);
  });
});

describe('the configuration while changes are not heard', () => {
  it('sees within two seconds that a key was revoked, as long as the database answers', async () => {
    const connection = connectionAs('heddle_gateway', postgres.url);
    const pool = () => new pg.Pool({ ...connection, max: 2 });
    const store = new PostgresConfiguration({
      keyPool: pool(),
      tenantPool: pool(),
      connection: connectionAs('heddle_gateway', postgres.url.replace(/:\d+\//, ':1/')),
      staleForMs: TEN_MINUTES_MS,
      logger,
    });
    stores.push(store);
    const tenant = await createTenant();
    await authenticate(store, tenant);
    await delay(1_000);
    await authenticate(store, tenant);
    const revokedAt = new Date();
    await asPlatform((transaction) =>
      transaction.apiKey.update({ where: { id: tenant.apiKeyId }, data: { revokedAt } }),
    );
    await delay(2_000);
    expect((await authenticate(store, tenant)).key?.revokedAtMs).toBe(revokedAt.getTime());
  });
});
