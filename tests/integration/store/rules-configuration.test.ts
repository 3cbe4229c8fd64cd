import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { hashSecret } from '../../../server/platform/crypto/hash-secret.ts';
import { asPlatform, type Prisma } from '../../../server/platform/db/prisma.ts';
import { makeLogger } from '../../../server/platform/logger.ts';
import { makeSecret, storeSecret } from '../../../server/services/keys/make-secret.ts';
import { openConfiguration } from '../../../server/store/configuration/open-configuration.ts';
import type { ConfigurationStore } from '../../../server/store/configuration.ts';
import { createTestDatabase } from '../../support/database.ts';
import { createTenant, type TestTenant } from '../../support/tenant.ts';

const WITHIN_A_SECOND = { timeout: 1_000, interval: 20 };
const ADDRESS = '203.0.113.7';

const database = await createTestDatabase();
const store: ConfigurationStore = openConfiguration({
  databaseUrl: database.url,
  logger: makeLogger('silent', { write: () => undefined }),
});
let tenant: TestTenant;

beforeEach(async () => {
  tenant = await createTenant();
  await vi.waitFor(async () => {
    const { rows } = await database.owner.query(
      `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND query IN ('LISTEN heddle_configuration', 'SELECT 1')`,
    );
    expect(rows).not.toEqual([]);
  });
});
afterAll(async () => {
  await store.close();
  await database.close();
});

type LimitChanges = Partial<Prisma.LimitUncheckedCreateInput>;
type BudgetChanges = Partial<Prisma.BudgetUncheckedCreateInput>;

function addLimit(changes: LimitChanges = {}) {
  const usual = { tenantId: tenant.id, meter: 'requests', amount: 60, per: 'minute', algorithm: 'window' };
  return asPlatform((transaction) => transaction.limit.create({ data: { ...usual, ...changes } }));
}

function addBudget(changes: BudgetChanges = {}) {
  const usual = {
    tenantId: tenant.id,
    perEndUser: false,
    nanoUsd: 5_000_000_000n,
    per: 'month',
    timeZone: 'Europe/Berlin',
    anchorDay: 1,
    thresholds: [50, 80],
    hard: true,
    caps: false,
  };
  return asPlatform((transaction) => transaction.budget.create({ data: { ...usual, ...changes } }));
}

const onKey = () => ({ teamId: tenant.teamId, apiKeyId: tenant.apiKeyId });
const findKey = (secret = tenant.apiKey) => store.findKey(hashSecret(secret), ADDRESS);

describe('rules in the gateway’s configuration', () => {
  it('come with their key where they are on one, and with the tenant otherwise', async () => {
    const ofKey = await addLimit({ ...onKey(), meter: 'concurrency', per: null, amount: 8 });
    const ofTeam = await addLimit({ teamId: tenant.teamId, models: ['gpt-4o*'], algorithm: 'bucket' });
    const resetAt = new Date('2026-03-01T10:00:00.123Z');
    const budgetOfKey = await addBudget({ ...onKey(), resetAt, nanoUsd: 9_000_000_000_000_000n });
    const budgetOfTenant = await addBudget({ perEndUser: true, per: 'day', caps: true, hard: false });
    const scope = { teamId: null, apiKeyId: null, channelId: null, models: null, perEndUser: false };
    await vi.waitFor(async () => {
      const key = await findKey();
      expect(key?.limits).toEqual([
        {
          id: ofKey.id,
          scope: { ...scope, apiKeyId: tenant.apiKeyId },
          meter: 'concurrency',
          per: null,
          amount: 8,
          algorithm: 'window',
        },
      ]);
      expect(key?.budgets).toEqual([
        {
          id: budgetOfKey.id,
          scope: { ...scope, apiKeyId: tenant.apiKeyId },
          nanoUsd: 9_000_000_000_000_000,
          per: 'month',
          timeZone: 'Europe/Berlin',
          anchorDay: 1,
          resetAtMs: resetAt.getTime(),
          thresholds: [50, 80],
          hard: true,
          caps: false,
        },
      ]);
      const { limits, budgets, whenCountersAway } = await store.findTenant(tenant.id);
      expect(limits).toEqual([
        {
          id: ofTeam.id,
          scope: { ...scope, teamId: tenant.teamId, models: ['gpt-4o*'] },
          meter: 'requests',
          per: 'minute',
          amount: 60,
          algorithm: 'bucket',
        },
      ]);
      expect(budgets).toMatchObject([
        {
          id: budgetOfTenant.id,
          scope: { ...scope, perEndUser: true },
          resetAtMs: null,
          per: 'day',
          caps: true,
          hard: false,
        },
      ]);
      expect(whenCountersAway).toBe('refuse');
    }, WITHIN_A_SECOND);
  });

  it.each(['limit', 'budget'] as const)(
    'a %s of a key is there within a second when it is made, changed and deleted',
    async (kind) => {
      expect((await findKey())?.limits).toEqual([]);
      const row = kind === 'limit' ? await addLimit(onKey()) : await addBudget(onKey());
      const rules = async () => (await findKey())?.[kind === 'limit' ? 'limits' : 'budgets'];
      await vi.waitFor(async () => expect(await rules()).toHaveLength(1), WITHIN_A_SECOND);
      await database.owner.query(
        kind === 'limit'
          ? 'UPDATE limits SET amount = 7 WHERE id = $1'
          : 'UPDATE budgets SET nano_usd = 7 WHERE id = $1',
        [row.id],
      );
      await vi.waitFor(
        async () => expect(await rules()).toMatchObject([kind === 'limit' ? { amount: 7 } : { nanoUsd: 7 }]),
        WITHIN_A_SECOND,
      );
      await database.owner.query(`DELETE FROM ${kind}s WHERE id = $1`, [row.id]);
      await vi.waitFor(async () => expect(await rules()).toEqual([]), WITHIN_A_SECOND);
    },
  );

  it('of the tenant are there within a second, and so is what happens while counters are away', async () => {
    await store.findTenant(tenant.id);
    const row = await addBudget();
    await vi.waitFor(
      async () => expect((await store.findTenant(tenant.id)).budgets.map(({ id }) => id)).toEqual([row.id]),
      WITHIN_A_SECOND,
    );
    await asPlatform((transaction) =>
      transaction.tenant.update({ where: { id: tenant.id }, data: { countersAway: 'admit' } }),
    );
    await vi.waitFor(
      async () => expect((await store.findTenant(tenant.id)).whenCountersAway).toBe('admit'),
      WITHIN_A_SECOND,
    );
  });

  it('of a key hold, with the same counters, for the key that a rotation made of it', async () => {
    const secret = makeSecret();
    const rotated = await asPlatform((transaction) =>
      transaction.apiKey.create({
        data: {
          tenantId: tenant.id,
          teamId: tenant.teamId,
          name: 'rotated',
          rotatedFromId: tenant.apiKeyId,
          rulesKeyId: tenant.apiKeyId,
          ...storeSecret(secret),
        },
      }),
    );
    expect((await findKey(secret))?.limits).toEqual([]);
    const row = await addLimit(onKey());
    await vi.waitFor(async () => {
      expect((await findKey(secret))?.limits).toMatchObject([
        { id: row.id, scope: { apiKeyId: rotated.id } },
      ]);
      expect((await findKey())?.limits).toMatchObject([{ id: row.id, scope: { apiKeyId: tenant.apiKeyId } }]);
    }, WITHIN_A_SECOND);
  });

  it('of many keys do not make the tenant’s configuration larger', async () => {
    await database.owner.query(
      `WITH made AS (
         INSERT INTO api_keys (id, tenant_id, team_id, name, hash, prefix)
         SELECT gen_random_uuid(), $1::uuid, $2::uuid, 'many', sha256(convert_to(number::text || $1::uuid::text, 'UTF8')), 'x'
         FROM generate_series(1, 300) AS number RETURNING id
       )
       INSERT INTO limits (id, tenant_id, team_id, api_key_id, meter, amount, per, algorithm, updated_at)
       SELECT gen_random_uuid(), $1::uuid, $2::uuid, id, 'requests', 1, 'minute', 'window', now() FROM made`,
      [tenant.id, tenant.teamId],
    );
    const row = await addLimit();
    await vi.waitFor(
      async () => expect((await store.findTenant(tenant.id)).limits.map(({ id }) => id)).toEqual([row.id]),
      WITHIN_A_SECOND,
    );
    expect((await findKey())?.limits).toEqual([]);
  });

  it('go with the key, team or channel they are on, and a key that changes its team takes them along', async () => {
    const other = await asPlatform((transaction) =>
      transaction.team.create({ data: { tenantId: tenant.id, slug: 'other', name: 'Other' } }),
    );
    const channel = await asPlatform((transaction) =>
      transaction.channel.create({ data: { tenantId: tenant.id, name: 'c', provider: 'openai' } }),
    );
    await addLimit({ channelId: channel.id });
    await addLimit({ teamId: tenant.teamId });
    const ofKey = await addLimit(onKey());
    const teamOf = async () =>
      (await database.owner.query('SELECT team_id FROM limits WHERE id = $1', [ofKey.id])).rows[0]?.team_id;
    await asPlatform(async (transaction) => {
      await transaction.apiKey.update({ where: { id: tenant.apiKeyId }, data: { teamId: other.id } });
      await transaction.channel.delete({ where: { id: channel.id } });
      await transaction.team.delete({ where: { id: tenant.teamId } });
    });
    expect(await teamOf()).toBe(other.id);
    await vi.waitFor(
      async () => expect((await store.findTenant(tenant.id)).limits).toEqual([]),
      WITHIN_A_SECOND,
    );
    await asPlatform((transaction) => transaction.apiKey.delete({ where: { id: tenant.apiKeyId } }));
    expect(await teamOf()).toBeUndefined();
  });
});

describe('a rule', () => {
  it('cannot be of another tenant’s team, key or channel', async () => {
    const mine = tenant;
    const theirs = await createTenant();
    for (const place of [
      { teamId: theirs.teamId },
      { teamId: mine.teamId, apiKeyId: theirs.apiKeyId },
      { teamId: theirs.teamId, apiKeyId: theirs.apiKeyId },
    ]) {
      await expect(addLimit(place)).rejects.toThrow(/foreign key/i);
      await expect(addBudget(place)).rejects.toThrow(/foreign key/i);
    }
  });
});
