import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPool, databaseUrl } from '../../../server/platform/db/pools.ts';
import { asPlatform, asTenant } from '../../../server/platform/db/prisma.ts';
import { createLogger } from '../../../server/platform/logger.ts';
import { openLedger } from '../../../server/store/ledger/open-ledger.ts';
import type { Ledger } from '../../../server/store/ledger.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { createTenant, type TestTenant } from '../../support/tenant.ts';
import { sampleRecord } from '../../unit/store/ledger/sample-record.ts';

let database: TestDatabase;
let tenant: TestTenant;
let ledger: Ledger;
beforeAll(async () => {
  database = await createTestDatabase();
  tenant = await createTenant();
  ledger = openLedger({
    databaseUrl: databaseUrl('heddle_gateway'),
    home: database.home,
    logger: createLogger('test'),
  });
});
afterAll(async () => {
  await ledger.close();
  await database.close();
});

async function entriesOf(id: string) {
  const { rows } = await database.owner.query(
    `SELECT sequence, kind, available::text, reserved::text, spent::text, cause FROM ledger_entries
     WHERE request_id = $1 ORDER BY sequence`,
    [id],
  );
  return rows;
}

const line = (kind: string, available: number, reserved: number, spent: number, cause: string) => ({
  sequence: kind === 'reservation' ? 0 : 1,
  kind,
  ...{ available: String(available), reserved: String(reserved), spent: String(spent) },
  cause,
});

describe('the entries of a request', () => {
  it.each([
    ['that was cheaper than reserved', 100, 30n, 'completed'],
    ['that cost more than reserved', 100, 130n, 'completed'],
    ['that cost nothing', 100, 0n, 'upstream'],
    ['whose client left', 100, 50n, 'client'],
    ['whose process died', 100, 50n, 'interrupted'],
  ] as const)(
    '%s: what was reserved is released, and what it cost is spent',
    async (_, reserved, cost, endedBy) => {
      const reservation = { nanoUsd: reserved, budgets: [] };
      const record = sampleRecord({ tenantId: tenant.id, costNanoUsd: cost, endedBy, reservation });
      await ledger.record(record);
      await ledger.record({ ...record, costNanoUsd: 7n });
      const spent = Number(cost);
      expect(await entriesOf(record.id)).toEqual([
        line('reservation', -reserved, reserved, 0, 'admitted'),
        line('settlement', reserved - spent, -reserved, spent, endedBy),
      ]);
    },
  );

  it('without a budget: its settlement, where it cost something', async () => {
    const [paid, free] = [5n, 0n].map((costNanoUsd) =>
      sampleRecord({ tenantId: tenant.id, costNanoUsd, reservation: null }),
    );
    if (!paid || !free) throw new Error('two records');
    await Promise.all([ledger.record(paid), ledger.record(free)]);
    expect(await entriesOf(paid.id)).toEqual([
      { ...line('settlement', -5, 0, 5, 'completed'), available: '-5', reserved: '0' },
    ]);
    expect(await entriesOf(free.id)).toEqual([]);
  });

  it('cannot be changed or removed by anybody who serves, nor made by a tenant', async () => {
    const roles = ['heddle_app', 'heddle_platform', 'heddle_gateway'] as const;
    for (const role of roles) {
      const pool = createPool(role);
      for (const statement of [
        'UPDATE ledger_entries SET spent = 0',
        'DELETE FROM ledger_entries',
        'TRUNCATE ledger_entries',
      ]) {
        await expect(pool.query(statement), `${role}: ${statement}`).rejects.toThrow(/permission denied/);
      }
      await pool.end();
    }
    await expect(
      asTenant(
        tenant.id,
        (transaction) => transaction.$executeRaw`INSERT INTO ledger_entries DEFAULT VALUES`,
      ),
    ).rejects.toThrow(/permission denied/);
  });

  it('always balance, whoever writes them', async () => {
    await expect(
      asPlatform(
        (transaction) => transaction.$executeRaw`
          INSERT INTO ledger_entries
            (request_id, created_at, sequence, tenant_id, team_id, kind, available, reserved, spent, cause)
          VALUES (gen_random_uuid(), now(), 2, ${tenant.id}::uuid, ${tenant.teamId}::uuid, 'refund', 5, 0, -4, 'goodwill')`,
      ),
    ).rejects.toThrow(/ledger_entries_balanced/);
  });

  it('are seen by their tenant, and by members of their team', async () => {
    const other = await createTenant();
    const record = sampleRecord({ tenantId: tenant.id, teamId: tenant.teamId, costNanoUsd: 9n });
    await ledger.record(record);
    const count = async (tenantId: string, teamIds?: string[]) =>
      asTenant(tenantId, async (transaction) => {
        if (teamIds)
          await transaction.$executeRaw`SELECT set_config('app.team_ids', ${`{${teamIds}}`}, true)`;
        const rows = await transaction.$queryRaw<unknown[]>`
          SELECT sequence FROM ledger_entries WHERE request_id = ${record.id}::uuid`;
        return rows.length;
      });
    expect(await count(tenant.id)).toBe(2);
    expect(await count(tenant.id, [tenant.teamId])).toBe(2);
    expect(await count(tenant.id, [other.teamId])).toBe(0);
    expect(await count(other.id)).toBe(0);
  });
});
