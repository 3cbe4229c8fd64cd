import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asPlatform, asTenant } from '../../../server/platform/db/prisma.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { createTenant, type TestTenant } from '../../support/tenant.ts';

let database: TestDatabase;
let acme: TestTenant;
let globex: TestTenant;

beforeAll(async () => {
  database = await createTestDatabase();
  acme = await createTenant('acme');
  globex = await createTenant('globex');
});
afterAll(() => database.close());

describe('the catalogue', () => {
  it('forces row-level security on every table that carries a tenant, partitions included', async () => {
    const { rows } = await database.owner.query<{ name: string; forced: boolean }>(`
      SELECT c.relname AS name, c.relrowsecurity AND c.relforcerowsecurity AS forced
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p')
        AND (c.relname IN ('tenants', 'users', 'sessions') OR EXISTS (
          SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped))`);
    expect(rows.map((row) => row.name)).toEqual(
      expect.arrayContaining(['tenants', 'usage_records', 'usage_records_default', 'ledger_entries_default']),
    );
    expect(rows.filter((row) => !row.forced)).toEqual([]);
  });

  it('asks what a transaction may see once per statement, not for each row', async () => {
    const { rows } = await database.owner.query<{ policy: string; condition: string }>(`
      SELECT tablename || '.' || policyname AS policy, concat(qual, with_check) AS condition FROM pg_policies
      WHERE schemaname = 'public'`);
    const asking = rows.filter(({ condition }) => /\w+_ids?\(\)/.test(condition));
    expect(asking.length).toBeGreaterThan(20);
    const forEachRow = asking.filter(({ condition }) => /(?<!SELECT )\b\w+_ids?\(\)/.test(condition));
    expect(forEachRow).toEqual([]);
  });

  it('has serving roles that bypass no policy and own nothing', async () => {
    const { rows } = await database.owner.query(`
      SELECT rolname, rolbypassrls, rolsuper, rolcreaterole,
        (SELECT count(*)::int FROM pg_class WHERE relowner = r.oid)
          + (SELECT count(*)::int FROM pg_proc WHERE proowner = r.oid) AS owned
      FROM pg_roles r WHERE rolname LIKE 'heddle\\_%' ORDER BY rolname`);
    const harmless = {
      rolbypassrls: false,
      rolsuper: false,
      rolcreaterole: false,
      owned: 0,
    };
    expect(rows).toEqual(
      ['heddle_app', 'heddle_gateway', 'heddle_platform'].map((rolname) => ({ rolname, ...harmless })),
    );
  });

  it('grants nobody anything on a partition', async () => {
    const { rows } = await database.owner.query(`
      SELECT grantee, table_name FROM information_schema.role_table_grants
      WHERE table_name SIMILAR TO '(usage\\_records|ledger\\_entries)\\__%' AND grantee LIKE 'heddle\\_%'`);
    expect(rows).toEqual([]);
  });
});

describe('a tenant whose queries forgot the filter', () => {
  it('reads its own rows only, from every table', async () => {
    await asTenant(acme.id, async (transaction) => {
      expect(await transaction.tenant.findMany({ select: { id: true } })).toEqual([{ id: acme.id }]);
      expect((await transaction.team.findMany()).map((team) => team.tenantId)).toEqual([acme.id]);
      expect((await transaction.apiKey.findMany()).map((key) => key.id)).toEqual([acme.apiKeyId]);
      expect((await transaction.membership.findMany()).map((row) => row.userId)).toEqual([acme.ownerId]);
      expect(await transaction.user.findMany({ select: { email: true } })).toEqual([
        { email: acme.ownerEmail },
      ]);
    });
  });

  it('finds nothing under a neighbour’s id', async () => {
    await asTenant(acme.id, async (transaction) => {
      expect(await transaction.apiKey.findUnique({ where: { id: globex.apiKeyId } })).toBeNull();
      expect(
        await transaction.apiKey.updateMany({ where: { id: globex.apiKeyId }, data: { name: 'mine' } }),
      ).toEqual({ count: 0 });
      expect(await transaction.apiKey.deleteMany({ where: { tenantId: globex.id } })).toEqual({ count: 0 });
    });
  });

  it('cannot write a row into a neighbour, nor move one there', async () => {
    const insert = asTenant(acme.id, (transaction) =>
      transaction.team.create({ data: { tenantId: globex.id, slug: 'spy', name: 'Spy' } }),
    );
    await expect(insert).rejects.toThrow(/row-level security/);
    const move = asTenant(acme.id, (transaction) =>
      transaction.team.update({ where: { id: acme.teamId }, data: { tenantId: globex.id } }),
    );
    await expect(move).rejects.toThrow(/row-level security|foreign key|Foreign key/);
  });

  it('cannot point its own row at a neighbour’s team, which foreign keys alone would allow', async () => {
    const key = asTenant(acme.id, (transaction) =>
      transaction.apiKey.create({
        data: { tenantId: acme.id, teamId: globex.teamId, name: 'x', hash: new Uint8Array(32), prefix: 'x' },
      }),
    );
    await expect(key).rejects.toThrow(/api_keys_team_of_tenant_fkey|Foreign key/i);
  });

  it('sees nothing at all when no tenant is set', async () => {
    expect(await asTenant('', (transaction) => transaction.apiKey.findMany())).toEqual([]);
  });

  it('keeps its tenant to its transaction: the next one on the same connection starts with none', async () => {
    await Promise.all(
      Array.from({ length: 40 }, async (_, index) => {
        const tenant = index % 2 ? acme : globex;
        const rows = await asTenant(tenant.id, (transaction) => transaction.team.findMany());
        expect(rows.map((row) => row.tenantId)).toEqual([tenant.id]);
      }),
    );
  });
});

describe('a tenant', () => {
  it('cannot read password hashes, even of its own people', async () => {
    const read = asTenant(acme.id, (transaction) => transaction.user.findMany());
    await expect(read).rejects.toThrow(/permission denied|denied access/);
  });

  it('reads shared prices and its own, and changes only its own', async () => {
    const price = { model: 'm', inputNanoUsdPerMillion: 1n, outputNanoUsdPerMillion: 1n };
    await asPlatform((transaction) =>
      transaction.priceOverride.createMany({
        data: [price, { ...price, tenantId: acme.id }, { ...price, tenantId: globex.id }],
      }),
    );
    await asTenant(acme.id, async (transaction) => {
      const seen = await transaction.priceOverride.findMany();
      expect(seen.map((row) => row.tenantId).sort()).toEqual([null, acme.id].sort());
      expect(await transaction.priceOverride.deleteMany()).toEqual({ count: 1 });
    });
    await asPlatform((transaction) => transaction.priceOverride.deleteMany());
  });

  it('adds to the audit log and can neither change nor remove what is there', async () => {
    const event = {
      tenantId: acme.id,
      actorType: 'user',
      actorName: 'a',
      operation: 'keys.create',
      details: {},
    };
    await asTenant(acme.id, (transaction) => transaction.auditEvent.create({ data: event }));
    await expect(
      asTenant(acme.id, (transaction) => transaction.auditEvent.updateMany({ data: { actorName: 'b' } })),
    ).rejects.toThrow(/denied/);
    await expect(asTenant(acme.id, (transaction) => transaction.auditEvent.deleteMany())).rejects.toThrow(
      /denied/,
    );
    await expect(asPlatform((transaction) => transaction.auditEvent.deleteMany())).rejects.toThrow(/denied/);
    const foreign = asTenant(globex.id, (transaction) => transaction.auditEvent.create({ data: event }));
    await expect(foreign).rejects.toThrow(/row-level security/);
  });

  it('cannot read sessions', async () => {
    await expect(asTenant(acme.id, (transaction) => transaction.session.findMany())).rejects.toThrow(
      /denied/,
    );
  });

  it('cannot make or remove tenants', async () => {
    const create = asTenant(acme.id, (transaction) =>
      transaction.tenant.create({ data: { id: randomUUID(), slug: 'new', name: 'New' } }),
    );
    await expect(create).rejects.toThrow(/denied|row-level security/);
    await expect(asTenant(acme.id, (transaction) => transaction.tenant.deleteMany())).rejects.toThrow(
      /denied/,
    );
  });
});
