import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../../server/access/caller.ts';
import { type Operations, operations } from '../../../server/services/index.ts';
import { invoke } from '../../../server/services/invoke.ts';
import { budgetPeriod } from '../../../server/store/budgets/budget-period.ts';
import { callerOf, createWorld, type World } from '../../support/control-plane.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

let database: TestDatabase;
let world: World;
beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  world = await createWorld(database);
});
afterAll(() => database.close());

type OutputOf<Name extends string> = Awaited<ReturnType<typeof invoke<Extract<Operations, { name: Name }>>>>;

function as<Name extends Operations['name']>(person: Person, name: Name, input: object = {}) {
  const operation = operations.find((each) => each.name === name) as Extract<Operations, { name: Name }>;
  return invoke(operation, callerOf(person), { tenant: world.tenant.slug, ...input }) as Promise<
    OutputOf<Name>
  >;
}
const asOwner = <Name extends Operations['name']>(name: Name, input?: object) => as(world.owner, name, input);
const asMember = <Name extends Operations['name']>(name: Name, input?: object) =>
  as(world.member, name, input);

async function latestEvent(operation: string) {
  const { rows } = await database.owner.query(
    'select target_name, details from audit_events where tenant_id = $1 and operation = $2 order by created_at desc limit 1',
    [world.tenant.id, operation],
  );
  return rows[0];
}

/** As if a request had cost this much of a budget in the period it is in. */
async function spend(budgetId: string, nanoUsd: number, endUser = '', folded = true) {
  const { rows } = await database.owner.query('select * from budgets where id = $1', [budgetId]);
  const [row] = rows;
  const { startMs } = budgetPeriod(
    {
      per: row.per,
      timeZone: row.time_zone,
      anchorDay: row.anchor_day,
      resetAtMs: row.reset_at?.getTime() ?? null,
    },
    Date.now(),
  );
  const [table, column] = folded ? ['budget_totals', 'spent_nano_usd'] : ['budget_increments', 'nano_usd'];
  await database.owner.query(
    `insert into ${table} (tenant_id, budget_id, period_start, end_user, ${column}) values ($1, $2, $3, $4, $5)`,
    [world.tenant.id, budgetId, new Date(startMs), endUser, nanoUsd],
  );
}

describe('limits', () => {
  it('are set on the tenant, a team, a channel and a key, and listed by each', async () => {
    const ofTenant = await asOwner('limits.create', { meter: 'concurrency', amount: 100 });
    const ofTeam = await asOwner('limits.create', {
      teamId: world.team.id,
      meter: 'tokens',
      amount: 2_000_000,
      per: 'day',
      models: ['gpt-4o*'],
    });
    const ofChannel = await asOwner('limits.create', {
      channelId: world.channelId,
      meter: 'requests',
      amount: 5,
      per: 'second',
      algorithm: 'bucket',
    });
    const idsOf = async (filter: object) => (await asOwner('limits.list', filter)).items.map(({ id }) => id);
    expect(await idsOf({ place: 'tenant' })).toEqual([ofChannel.id, ofTenant.id]);
    expect(await idsOf({ place: 'team' })).toEqual([ofTeam.id]);
    expect(await idsOf({ teamId: world.team.id })).toEqual([ofTeam.id, world.team.limitId]);
    expect(await idsOf({ apiKeyId: world.team.apiKeyId })).toEqual([world.team.limitId]);
    expect(await idsOf({ channelId: world.channelId })).toEqual([ofChannel.id]);
    expect(await idsOf({ place: 'team', model: 'gpt-4o-mini' })).toEqual([ofTeam.id]);
    expect(await idsOf({ place: 'team', model: 'gpt-4' })).toEqual([]);
    expect(ofChannel).toMatchObject({
      channel: { id: world.channelId },
      team: null,
      key: null,
      algorithm: 'bucket',
    });
    expect(ofTeam).toMatchObject({
      team: { id: world.team.id },
      models: ['gpt-4o*'],
      changeable: true,
      configured: false,
    });
    const first = await asOwner('limits.list', { limit: 2 });
    const second = await asOwner('limits.list', { limit: 100, cursor: first.nextCursor });
    expect(first.items.length + second.items.length).toBe(5);
  });

  it('take no pattern for a regular expression or for SQL', async () => {
    await asOwner('limits.create', {
      teamId: world.team.id,
      meter: 'concurrency',
      amount: 1,
      models: ['a_c%\\*'],
    });
    const found = async (model: string) =>
      (await asOwner('limits.list', { place: 'team', model })).items.length;
    expect(await found('a_c%\\x')).toBe(1);
    expect(await found('abc%\\x')).toBe(0);
    expect(await found('a_cde')).toBe(0);
  });

  it.each([
    [{ meter: 'concurrency', amount: 1, per: 'minute' }, 'per'],
    [{ meter: 'requests', amount: 1 }, 'per'],
    [{ meter: 'requests', amount: 0, per: 'minute' }, 'amount'],
    [
      { meter: 'requests', amount: 1, per: 'minute', models: Array.from({ length: 51 }, () => 'm') },
      'models',
    ],
  ])('%j is refused, and says where', async (input, path) => {
    await expect(asOwner('limits.create', input)).rejects.toMatchObject({
      code: 'invalid_request',
      path,
    });
  });

  it('keep their id, and with it their count, when the amount changes, and the change is told', async () => {
    const changed = await asOwner('limits.update', { id: world.team.limitId, amount: 90 });
    expect(changed).toMatchObject({ id: world.team.limitId, amount: 90 });
    expect(await latestEvent('limits.update')).toMatchObject({
      target_name: `core key ${world.mark}`,
      details: { amount: 90, previousAmount: 60, meter: 'requests', per: 'minute' },
    });
  });

  it('are replaced all at once; what counts the same stays the same limit', async () => {
    const place = { apiKeyId: world.team.apiKeyId };
    const one = { meter: 'requests', amount: 30, per: 'minute' };
    const other = { meter: 'concurrency', amount: 8 };
    const { items } = await asOwner('limits.set', { ...place, limits: [one, other] });
    expect(items).toMatchObject([{ id: world.team.limitId, amount: 30 }, other]);
    const again = await asOwner('limits.set', { ...place, limits: [other, one] });
    expect(again.items.map(({ id }) => id)).toEqual(items.map(({ id }) => id));
    expect((await asOwner('limits.set', { ...place, limits: [other] })).items).toMatchObject([
      { id: items[1]?.id },
    ]);
    expect(await latestEvent('limits.set')).toMatchObject({
      details: { removed: [{ meter: 'requests', amount: 30 }], changed: [] },
    });
    await expect(asOwner('limits.set', { ...place, limits: [other, other] })).rejects.toMatchObject({
      code: 'invalid_request',
      path: 'limits[1]',
    });
    // Those of the channel and of the tenant are lists of their own.
    await asOwner('limits.set', { channelId: world.channelId, limits: [other] });
    await asOwner('limits.set', { limits: [] });
    const ofChannel = await asOwner('limits.set', {
      channelId: world.channelId,
      limits: [{ ...other, amount: 9 }],
    });
    expect(ofChannel.items).toMatchObject([{ amount: 9 }]);
    expect((await asOwner('limits.list', { channelId: world.channelId })).items).toHaveLength(1);
  });

  it('end at twenty of a key, also where many are made at the same time', async () => {
    const made = await Promise.allSettled(
      Array.from({ length: 24 }, () =>
        asOwner('limits.create', { apiKeyId: world.team.apiKeyId, meter: 'concurrency', amount: 1 }),
      ),
    );
    expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(19);
    expect(made.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'conflict' } });
  });
});

describe('a member', () => {
  it('sets rules on keys of their own, and changes no rule that somebody else set there', async () => {
    const own = await asMember('limits.create', {
      apiKeyId: world.team.apiKeyId,
      meter: 'concurrency',
      amount: 2,
    });
    await asMember('limits.update', { id: own.id, amount: 3 });
    const owners = await asOwner('limits.create', {
      apiKeyId: world.team.apiKeyId,
      meter: 'tokens',
      amount: 10,
      per: 'day',
    });
    const budget = await asOwner('budgets.create', { apiKeyId: world.team.apiKeyId, usd: '1', per: 'total' });
    const refused = { code: 'forbidden' };
    await expect(asMember('limits.update', { id: owners.id, amount: 1_000 })).rejects.toMatchObject(refused);
    await expect(asMember('limits.delete', { id: owners.id })).rejects.toMatchObject(refused);
    await expect(asMember('budgets.update', { id: budget.id, usd: '100' })).rejects.toMatchObject(refused);
    await expect(asMember('budgets.reset', { id: budget.id })).rejects.toMatchObject(refused);
    await expect(asMember('budgets.delete', { id: budget.id })).rejects.toMatchObject(refused);
    const { items } = await asMember('limits.set', { apiKeyId: world.team.apiKeyId, limits: [] });
    expect(items).toMatchObject([{ id: owners.id, changeable: false }]);
    await asMember('budgets.set', { apiKeyId: world.team.apiKeyId, budgets: [] });
    const left = await asOwner('budgets.list', { apiKeyId: world.team.apiKeyId });
    expect(left.items.map(({ id }) => id)).toEqual([budget.id]);
  });

  it('sets none on keys of others, on teams, on channels or on the tenant', async () => {
    await asOwner('keys.create', { teamId: world.team.id, name: 'of the owner' });
    const { items } = await asOwner('keys.list', { search: 'of the owner' });
    const limit = { meter: 'concurrency', amount: 2 };
    for (const place of [{ apiKeyId: items[0]?.id }, { teamId: world.team.id }, {}]) {
      await expect(asMember('limits.create', { ...place, ...limit })).rejects.toMatchObject({
        code: 'forbidden',
      });
      await expect(asMember('limits.set', { ...place, limits: [] })).rejects.toMatchObject({
        code: 'forbidden',
      });
      await expect(asMember('budgets.create', { ...place, usd: '1', per: 'day' })).rejects.toMatchObject({
        code: 'forbidden',
      });
    }
    const channel = { channelId: world.channelId, ...limit };
    await expect(asMember('limits.create', channel)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('sees what holds for their team and for the whole tenant, not what that spends, and nothing of channels', async () => {
    const ofTenant = await asOwner('budgets.create', { usd: '10', per: 'month' });
    const ofOther = await asOwner('budgets.create', { teamId: world.otherTeam.id, usd: '10', per: 'month' });
    await asOwner('limits.create', { channelId: world.channelId, meter: 'concurrency', amount: 2 });
    await spend(ofTenant.id, 9_000_000_000);
    await spend(world.team.budgetId, 1_000_000_000);
    const { items } = await asMember('budgets.list');
    expect(items.map(({ id, standing }) => [id, standing])).toEqual([
      [world.team.budgetId, { spentUsd: '1.00', reservedUsd: '0.00', leftUsd: '4.00' }],
      [ofTenant.id, null],
    ]);
    expect((await asMember('budgets.get', { id: ofTenant.id })).history).toEqual([]);
    await expect(asMember('budgets.get', { id: ofOther.id })).rejects.toMatchObject({ code: 'not_found' });
    expect((await asMember('limits.list')).items.map(({ id }) => id)).toEqual([world.team.limitId]);
  });
});

describe('budgets', () => {
  it('show what was spent, reserved and left in the period under way', async () => {
    const { budgetId } = world.team;
    await spend(budgetId, 1_500_000_001);
    await spend(budgetId, 250_000_000, '', false);
    const { startMs } = budgetPeriod(
      { per: 'month', timeZone: 'UTC', anchorDay: 1, resetAtMs: null },
      Date.now(),
    );
    await database.owner.query(
      `insert into open_reservations (request_id, tenant_id, process_id, created_at, nano_usd, budgets, line)
       values ($1, $2, $1, now(), 500000000, $3, '')`,
      [randomUUID(), world.tenant.id, JSON.stringify([{ budgetId, periodStartMs: startMs, endUser: null }])],
    );
    expect(await asOwner('budgets.get', { id: budgetId })).toMatchObject({
      usd: '5.00',
      standing: { spentUsd: '1.750000001', reservedUsd: '0.50', leftUsd: '2.749999999' },
      period: { start: new Date(startMs).toISOString() },
      history: [{ start: new Date(startMs).toISOString(), spentUsd: '1.500000001' }],
      key: { id: world.team.apiKeyId },
    });
  });

  it('nearest to their end come first, page by page, by what was spent in this period alone', async () => {
    const of = (usd: string, per: string, more = {}) => asOwner('budgets.create', { usd, per, ...more });
    const half = await of('10', 'day', { timeZone: 'Pacific/Chatham' });
    const most = await of('1', 'total');
    const none = await of('1', 'week', { anchorDay: 3, timeZone: 'Asia/Kolkata' });
    const before = await of('1', 'month', { timeZone: 'America/Sao_Paulo', anchorDay: 28 });
    await spend(half.id, 5_000_000_000);
    await spend(most.id, 900_000_000);
    await database.owner.query(
      `insert into budget_totals (tenant_id, budget_id, period_start, end_user, spent_nano_usd) values ($1, $2, now() - interval '70 days', '', 99000000000)`,
      [world.tenant.id, before.id],
    );
    const first = await asOwner('budgets.list', { place: 'tenant', limit: 3 });
    const second = await asOwner('budgets.list', { place: 'tenant', limit: 3, cursor: first.nextCursor });
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual([
      most.id,
      half.id,
      before.id,
      none.id,
    ]);
    const newest = await asOwner('budgets.list', { place: 'tenant', sort: 'newest', limit: 3 });
    expect(newest.items.map(({ id }) => id)).toEqual([before.id, none.id, most.id]);
    await expect(asOwner('budgets.list', { cursor: newest.nextCursor })).rejects.toMatchObject({
      code: 'invalid_request',
    });
  });

  it('are raised and lowered in the middle of a period, exactly, and the change is told with what was spent', async () => {
    await spend(world.team.budgetId, 3_200_000_000);
    const raised = await asOwner('budgets.update', { id: world.team.budgetId, usd: '8' });
    expect(raised.standing).toEqual({ spentUsd: '3.20', reservedUsd: '0.00', leftUsd: '4.80' });
    const lowered = await asOwner('budgets.update', {
      id: world.team.budgetId,
      usd: '1.5',
      thresholds: [90, 50, 90],
      hard: false,
    });
    expect(lowered).toMatchObject({
      standing: { leftUsd: '0.00' },
      thresholds: [50, 90],
      hard: false,
      usd: '1.50',
    });
    expect(await latestEvent('budgets.update')).toMatchObject({
      details: { usd: '1.50', previousUsd: '8.00', spentUsd: '3.20' },
    });
  });

  it('begin anew with a reset, and their history stays', async () => {
    await spend(world.team.budgetId, 3_200_000_000);
    const reset = await asOwner('budgets.reset', { id: world.team.budgetId });
    expect(reset.standing).toEqual({ spentUsd: '0.00', reservedUsd: '0.00', leftUsd: '5.00' });
    expect(reset.period.start).toBe(reset.resetAt);
    expect(await latestEvent('budgets.reset')).toMatchObject({ details: { spentUsd: '3.20' } });
    await spend(world.team.budgetId, 100_000_000);
    expect(
      (await asOwner('budgets.get', { id: world.team.budgetId })).history.map(({ spentUsd }) => spentUsd),
    ).toEqual(['0.10', '3.20']);
  });

  it('of end users show who spent most', async () => {
    const budget = await asOwner('budgets.create', { usd: '1', per: 'total', perEndUser: true });
    await spend(budget.id, 100_000_000, 'ann');
    await spend(budget.id, 900_000_000, 'bob');
    await spend(budget.id, 50_000_000);
    await spend(budget.id, 50_000_000, 'ann', false);
    const shown = await asOwner('budgets.get', { id: budget.id });
    expect(shown.standing).toBeNull();
    expect(shown.endUsers).toEqual([
      { endUser: 'bob', spentUsd: '0.90', reservedUsd: '0.00', leftUsd: '0.10' },
      { endUser: 'ann', spentUsd: '0.15', reservedUsd: '0.00', leftUsd: '0.85' },
      { endUser: null, spentUsd: '0.05', reservedUsd: '0.00', leftUsd: '0.95' },
    ]);
  });

  it.each([
    [{ usd: '1', per: 'day', anchorDay: 2 }, 'anchorDay'],
    [{ usd: '1', per: 'week', anchorDay: 8 }, 'anchorDay'],
    [{ usd: '1', per: 'day', timeZone: 'Mars/Olympus' }, 'timeZone'],
    [{ usd: '9000000.000000001', per: 'day' }, 'usd'],
    [{ usd: '1e3', per: 'day' }, 'usd'],
    [{ usd: '-1', per: 'day' }, 'usd'],
    [{ usd: '1.0000000001', per: 'day' }, 'usd'],
    [{ usd: '1', per: 'day', thresholds: [0] }, 'thresholds[0]'],
  ])('%j is refused, and says where', async (input, path) => {
    await expect(asOwner('budgets.create', input)).rejects.toMatchObject({
      code: 'invalid_request',
      path,
    });
  });

  it('tell the thresholds they crossed, newest first, each to those who may see the budget', async () => {
    const ofTenant = await asOwner('budgets.create', { usd: '10', per: 'month' });
    for (const [budgetId, threshold, minutes] of [
      [world.team.budgetId, 50, 3],
      [world.team.budgetId, 80, 2],
      [ofTenant.id, 100, 1],
    ] as const) {
      await database.owner.query(
        `insert into budget_events (tenant_id, budget_id, period_start, end_user, threshold, spent_nano_usd, created_at)
         values ($1, $2, '2026-01-01', '', $3, 2500000000, now() - make_interval(mins => $4))`,
        [world.tenant.id, budgetId, threshold, minutes],
      );
    }
    const first = await asOwner('budgets.events', { limit: 2 });
    const second = await asOwner('budgets.events', { limit: 2, cursor: first.nextCursor });
    expect([...first.items, ...second.items].map(({ threshold }) => threshold)).toEqual([100, 80, 50]);
    expect(second.items[0]).toMatchObject({
      spentUsd: '2.50',
      endUser: null,
      budget: { id: world.team.budgetId, usd: '5.00' },
    });
    expect((await asMember('budgets.events')).items.map(({ threshold }) => threshold)).toEqual([80, 50]);
    await asOwner('budgets.delete', { id: ofTenant.id });
    expect((await asOwner('budgets.events', { budgetId: ofTenant.id })).items).toMatchObject([
      { budget: null, threshold: 100 },
    ]);
  });
});

describe('the rules of a key', () => {
  it('can come with it', async () => {
    const key = await asMember('keys.create', {
      teamId: world.team.id,
      name: 'ci',
      limits: [{ meter: 'requests', amount: 60, per: 'minute' }],
      budgets: [{ usd: '5.00', per: 'total' }],
    });
    expect((await asOwner('limits.list', { apiKeyId: key.id })).items).toMatchObject([{ amount: 60 }]);
    expect((await asOwner('budgets.list', { apiKeyId: key.id })).items).toMatchObject([{ usd: '5.00' }]);
  });

  it('are one for all keys that rotations make of it, and none of them is a way around', async () => {
    const rotated = await asMember('keys.rotate', { id: world.team.apiKeyId });
    const again = await asMember('keys.rotate', { id: rotated.id });
    const rules = async (apiKeyId: string) =>
      (await asOwner('budgets.list', { apiKeyId })).items.map(({ id, key }) => [id, key?.id]);
    for (const each of [world.team.apiKeyId, rotated.id, again.id]) {
      expect(await rules(each)).toEqual([[world.team.budgetId, again.id]]);
    }
    await asMember('limits.set', {
      apiKeyId: again.id,
      limits: [{ meter: 'requests', amount: 5, per: 'minute' }],
    });
    expect((await asOwner('limits.list', { apiKeyId: again.id })).items).toMatchObject([
      { id: world.team.limitId, amount: 5 },
    ]);
  });
});

it('what becomes of requests that cannot be counted is the tenant’s to say', async () => {
  expect(await asOwner('tenants.get')).toMatchObject({ countersAway: 'refuse' });
  expect(await asOwner('tenants.update', { countersAway: 'admit' })).toMatchObject({ countersAway: 'admit' });
});
