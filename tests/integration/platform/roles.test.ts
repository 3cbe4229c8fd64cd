import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashSecret } from '../../../server/platform/crypto/hash-secret.ts';
import { createPool } from '../../../server/platform/db/pools.ts';
import { asPlatform } from '../../../server/platform/db/prisma.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { createTenant, type TestTenant } from '../../support/tenant.ts';

let database: TestDatabase;
let acme: TestTenant;
let globex: TestTenant;
let gateway: pg.Pool;

beforeAll(async () => {
  database = await createTestDatabase();
  acme = await createTenant('acme');
  globex = await createTenant('globex');
  gateway = createPool('heddle_gateway');
});
afterAll(async () => {
  await gateway.end();
  await database.close();
});

const usage = (tenantId: string, createdAt = new Date()) => ({
  text: `INSERT INTO usage_records (id, created_at, tenant_id, team_id, api_key_id, dialect, endpoint, stream,
      model_requested, attempts, input_tokens, cached_input_tokens, cache_write_tokens, output_tokens,
      reasoning_tokens, usage_estimated, cost_nano_usd, latency_ms, http_status, ended_by)
    VALUES ($1, $2, $3, $4, $4, 'openai-chat', '/v1/chat/completions', false, 'm', '[]', 1, 0, 0, 1, 0, false, 1, 1,
      200, 'completed') ON CONFLICT DO NOTHING`,
  values: [randomUUID(), createdAt, tenantId, randomUUID()],
});

describe('the gateway’s role', () => {
  it('finds any key by the hash of its secret, and only so', async () => {
    const { rows } = await gateway.query('SELECT id, tenant_id FROM find_api_keys($1)', [
      [hashSecret(globex.apiKey), Buffer.alloc(32)],
    ]);
    expect(rows).toEqual([{ id: globex.apiKeyId, tenant_id: globex.id }]);
    expect((await gateway.query('SELECT id FROM api_keys')).rows).toEqual([]);
    expect((await gateway.query('SELECT id FROM find_api_keys($1)', [[Buffer.alloc(32)]])).rows).toEqual([]);
  });

  it('reads the configuration of the tenant it names, and of no other', async () => {
    const client = await gateway.connect();
    await client.query('BEGIN');
    await client.query(`SELECT set_config('app.tenant_id', $1, true)`, [acme.id]);
    expect((await client.query('SELECT id FROM tenants')).rows).toEqual([{ id: acme.id }]);
    expect((await client.query('SELECT id FROM api_keys')).rows).toEqual([{ id: acme.apiKeyId }]);
    await client.query('COMMIT');
    client.release();
  });

  it('writes the ledger of any tenant, and can neither read nor change it', async () => {
    expect((await gateway.query(usage(acme.id))).rowCount).toBe(1);
    expect((await gateway.query(usage(globex.id))).rowCount).toBe(1);
    for (const statement of [
      'SELECT id FROM usage_records',
      'UPDATE usage_records SET cost_nano_usd = 0',
      'DELETE FROM usage_records',
      'TRUNCATE usage_records',
      'SELECT id FROM usage_records_default',
      'SELECT tenant_id FROM usage_increments',
      'UPDATE usage_increments SET cost_nano_usd = 0',
      'DELETE FROM usage_increments',
      'SELECT tenant_id FROM usage_totals',
      'DELETE FROM usage_totals',
      'SELECT tenant_id FROM ledger_entries',
      'SELECT nano_usd FROM budget_increments',
      'DELETE FROM budget_increments',
      'SELECT spent_nano_usd FROM budget_totals',
      'UPDATE budget_totals SET spent_nano_usd = 0',
      'SELECT threshold FROM budget_events',
      'SELECT line FROM open_reservations',
      'UPDATE open_reservations SET nano_usd = 0',
      'SELECT id FROM gateway_processes',
    ]) {
      await expect(gateway.query(statement), statement).rejects.toThrow(/permission denied/);
    }
  });

  it.each(['users', 'sessions', 'memberships', 'invitations', 'audit_events', 'teams', '_prisma_migrations'])(
    'has no business with %s',
    async (table) => {
      await expect(gateway.query(`SELECT FROM ${table}`)).rejects.toThrow(/permission denied/);
    },
  );

  it.each(['api_keys', 'channels', 'channel_models', 'tenants', 'price_overrides'])(
    'does not change %s',
    async (table) => {
      await expect(gateway.query(`DELETE FROM ${table}`)).rejects.toThrow(/permission denied/);
    },
  );

  it('takes its role from the startup message, on every connection', async () => {
    const users = await Promise.all(
      Array.from({ length: 8 }, () => gateway.query('SELECT current_user AS name')),
    );
    expect(new Set(users.map(({ rows }) => rows[0]?.name))).toEqual(new Set(['heddle_gateway']));
  });
});

describe('the platform’s role', () => {
  it('cannot rewrite the ledger', async () => {
    const rewrite = asPlatform((transaction) =>
      transaction.usageRecord.updateMany({ data: { costNanoUsd: 0n } }),
    );
    await expect(rewrite).rejects.toThrow(/denied/);
  });
});

describe('usage partitions', () => {
  it('cover this month and the next two from the start', async () => {
    const { rows } = await database.owner.query(`
      SELECT count(*)::int AS count FROM pg_inherits WHERE inhparent = 'usage_records'::regclass`);
    expect(rows[0]?.count).toBe(4);
  });

  it('take over what the default partition caught, and stay closed to direct access', async () => {
    const inFourMonths = new Date(Date.UTC(new Date().getUTCFullYear(), new Date().getUTCMonth() + 4, 15));
    await gateway.query(usage(acme.id, inFourMonths));
    const caught = await database.owner.query('SELECT created_at FROM usage_records_default');
    expect(caught.rows).toEqual([{ created_at: inFourMonths }]);

    const made = await asPlatform(
      (transaction) => transaction.$queryRaw`SELECT ensure_usage_partitions(5) AS made`,
    );
    expect(made).toEqual([{ made: 3 }]);
    expect((await database.owner.query('SELECT FROM usage_records_default')).rowCount).toBe(0);
    const kept = await database.owner.query(
      'SELECT tableoid::regclass::text AS name FROM usage_records WHERE created_at = $1',
      [inFourMonths],
    );
    const month = inFourMonths.toISOString().slice(0, 7).replace('-', '_');
    expect(kept.rows).toEqual([{ name: `usage_records_${month}` }]);
    await expect(gateway.query(`SELECT FROM usage_records_${month}`)).rejects.toThrow(/permission denied/);

    const again = await asPlatform(
      (transaction) => transaction.$queryRaw`SELECT ensure_usage_partitions(5) AS made`,
    );
    expect(again).toEqual([{ made: 0 }]);
  });
});

describe('a change of configuration', () => {
  it('is told on heddle_configuration, once per transaction, with the tenant and the key’s hash', async () => {
    const listener = await database.owner.connect();
    const heard: unknown[] = [];
    listener.on('notification', ({ payload }) => heard.push(JSON.parse(payload ?? '')));
    await listener.query('LISTEN heddle_configuration');
    await asPlatform(async (transaction) => {
      await transaction.apiKey.update({ where: { id: acme.apiKeyId }, data: { name: 'renamed' } });
      await transaction.apiKey.update({ where: { id: acme.apiKeyId }, data: { revokedAt: new Date() } });
      await transaction.priceOverride.create({
        data: { model: 'm', inputNanoUsdPerMillion: 1n, outputNanoUsdPerMillion: 1n },
      });
      await transaction.tenant.update({ where: { id: globex.id }, data: { storeContent: true } });
    });
    await expect.poll(() => heard.length).toBe(3);
    listener.release(true);
    expect(heard).toEqual([
      { tenantId: acme.id, apiKeyHash: hashSecret(acme.apiKey).toString('hex') },
      { tenantId: null },
      { tenantId: globex.id },
    ]);
  });
});
