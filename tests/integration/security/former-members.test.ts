import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hashSecret } from '../../../server/platform/crypto/hash-secret.ts';
import { createPool } from '../../../server/platform/db/pools.ts';
import { createLogger } from '../../../server/platform/logger.ts';
import { listAudit } from '../../../server/services/audit/list-audit.ts';
import { invoke } from '../../../server/services/invoke.ts';
import { createKey } from '../../../server/services/keys/create-key.ts';
import { removeMember } from '../../../server/services/members/remove-member.ts';
import { updateMemberRole } from '../../../server/services/members/update-member-role.ts';
import { createPlaygroundKey } from '../../../server/services/playground/create-playground-key.ts';
import { openConfiguration } from '../../../server/store/configuration/open-configuration.ts';
import { callerOf, createWorld, dumpTenant, type World } from '../../support/control-plane.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { storedKey } from '../../support/stored-key.ts';

let database: TestDatabase;
let gateway: ReturnType<typeof createPool>;
let world: World;
beforeAll(async () => {
  database = await createTestDatabase();
  gateway = createPool('heddle_gateway');
});
beforeEach(async () => {
  world = await createWorld(database);
});
afterAll(async () => {
  await gateway.end();
  await database.close();
});

const tenant = () => ({ tenant: world.tenant.slug });
const owner = () => callerOf(world.owner);

/** Whether the key that the member's browser holds still opens the gateway. */
async function heldKey(): Promise<() => Promise<boolean>> {
  const { secret } = await invoke(createPlaygroundKey, callerOf(world.member), {
    ...tenant(),
    teamId: world.team.id,
  });
  return async () => (await storedKey(gateway, secret))?.revokedAtMs === null;
}

it('takes the playground key away with the membership', async () => {
  const opens = await heldKey();
  expect(await opens()).toBe(true);
  await invoke(removeMember, owner(), { ...tenant(), id: world.member.id, keys: 'keep' });
  expect(await opens()).toBe(false);
});

it('and with the team, but not with another one', async () => {
  const opens = await heldKey();
  const move = (teamIds: string[]) =>
    invoke(updateMemberRole, owner(), { ...tenant(), id: world.member.id, teamIds, keys: 'keep' });
  await move([world.team.id, world.otherTeam.id]);
  expect(await opens()).toBe(true);
  await move([world.otherTeam.id]);
  expect(await opens()).toBe(false);
});

describe('the keys a person made', () => {
  const DAY_MS = 86_400_000;
  const remove = (choice: object = {}) =>
    invoke(removeMember, owner(), { ...tenant(), id: world.member.id, ...choice });
  const move = (choice: object = {}) =>
    invoke(updateMemberRole, owner(), { ...tenant(), id: world.member.id, teamIds: [], ...choice });
  const theirs = () => storedKey(gateway, world.team.apiKey);
  const creator = async () =>
    (await database.owner.query('select created_by_id from api_keys where id = $1', [world.team.apiKeyId]))
      .rows[0].created_by_id;

  it.each([
    ['the tenant', remove],
    ['their team', move],
  ])('are asked for when they are taken out of %s', async (_from, takeOut) => {
    const before = await dumpTenant(database, world);
    await expect(takeOut()).rejects.toMatchObject({
      code: 'invalid_request',
      path: 'keys',
      message: 'keys: expected keep, revoke or expire, for an active API key left behind',
    });
    for (const choice of [
      { keys: 'expire' },
      { keys: 'keep', keysExpireInDays: 7 },
      { keysExpireInDays: 7 },
    ]) {
      await expect(takeOut(choice)).rejects.toMatchObject({ path: 'keysExpireInDays' });
    }
    expect(await dumpTenant(database, world)).toBe(before);
  });

  it.each([
    ['the tenant', remove],
    ['their team', move],
  ])('end, go on, or end later, as was chosen when they were taken out of %s', async (_from, takeOut) => {
    await takeOut({ keys: 'revoke' });
    expect((await theirs())?.revokedAtMs).not.toBeNull();
    world = await createWorld(database);
    await takeOut({ keys: 'keep' });
    expect(await theirs()).toMatchObject({ revokedAtMs: null, expiresAtMs: null });
    expect(await creator()).toBe(world.owner.id);
    world = await createWorld(database);
    await takeOut({ keys: 'expire', keysExpireInDays: 7 });
    const endsInMs = ((await theirs())?.expiresAtMs ?? 0) - Date.now();
    expect(Math.abs(endsInMs - 7 * DAY_MS)).toBeLessThan(60_000);
  });

  it('do not live longer for it', async () => {
    await database.owner.query(`update api_keys set expires_at = now() + interval '1 day' where id = $1`, [
      world.team.apiKeyId,
    ]);
    await remove({ keys: 'expire', keysExpireInDays: 30 });
    expect((await theirs())?.expiresAtMs).toBeLessThan(Date.now() + 2 * DAY_MS);
  });

  it('that others made, or that ended before, are left alone', async () => {
    const { id } = await invoke(createKey, owner(), { ...tenant(), teamId: world.team.id, name: 'owner’s' });
    await database.owner.query('update api_keys set expires_at = now() where id = $1', [world.team.apiKeyId]);
    await remove();
    const { rows } = await database.owner.query(
      'select id, revoked_at, created_by_id from api_keys where id = any ($1) order by id',
      [[id, world.team.apiKeyId]],
    );
    expect(rows).toMatchObject([
      { id: world.team.apiKeyId, revoked_at: null, created_by_id: world.member.id },
      { id, revoked_at: null, created_by_id: world.owner.id },
    ]);
  });

  it('are nobody’s when an owner removes themselves and keeps them', async () => {
    const { id: personId } = world.member;
    await invoke(updateMemberRole, owner(), { ...tenant(), id: personId, role: 'owner' });
    await invoke(removeMember, callerOf(world.member), { ...tenant(), id: personId, keys: 'keep' });
    expect(await creator()).toBeNull();
  });

  it('are asked for when an owner becomes a member who does not reach their team', async () => {
    const { id: personId } = world.member;
    await invoke(updateMemberRole, owner(), { ...tenant(), id: personId, role: 'owner', teamIds: [] });
    await expect(
      invoke(updateMemberRole, owner(), { ...tenant(), id: personId, role: 'member' }),
    ).rejects.toMatchObject({ path: 'keys' });
  });

  it('are named in the audit event with what was chosen', async () => {
    await remove({ keys: 'revoke' });
    const { items } = await invoke(listAudit, owner(), { ...tenant(), operation: 'members.remove' });
    expect(items).toMatchObject([
      {
        targetId: world.member.id,
        details: { id: world.member.id, keys: 'revoke', keyIds: [world.team.apiKeyId] },
      },
    ]);
  });

  it('stop at the gateway within a second', async () => {
    const configuration = openConfiguration({ databaseUrl: database.url, logger: createLogger('test') });
    try {
      const find = () => configuration.findKey(hashSecret(world.team.apiKey), '127.0.0.1');
      expect(await find()).toMatchObject({ revokedAtMs: null });
      await remove({ keys: 'revoke' });
      await expect
        .poll(async () => (await find())?.revokedAtMs, { timeout: 1_000, interval: 20 })
        .toEqual(expect.any(Number));
    } finally {
      await configuration.close();
    }
  });

  it('can be made at no moment in which their maker is being removed', async () => {
    const create = () =>
      invoke(createKey, callerOf(world.member), { ...tenant(), teamId: world.team.id, name: 'late' });
    for (let round = 0; round < 8; round++) {
      world = await createWorld(database);
      await Promise.allSettled([create(), create(), remove({ keys: 'revoke' }), create(), create()]);
      const { rows } = await database.owner.query(
        `select 1 from api_keys where tenant_id = $1 and created_by_id = $2 and revoked_at is null`,
        [world.tenant.id, world.member.id],
      );
      expect(rows).toEqual([]);
    }
  });
});
