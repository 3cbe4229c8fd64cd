import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { changePassword } from '../../../server/services/account/change-password.ts';
import { listAudit } from '../../../server/services/audit/list-audit.ts';
import { invoke } from '../../../server/services/invoke.ts';
import { callerOf, createPerson, createWorld, someClient, type World } from '../../support/control-plane.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { Browser, type NextAuthServer, startNextAuth, USER_AGENT } from './next-auth-server.ts';

let database: TestDatabase;
let server: NextAuthServer;
let world: World;
let address: string;

beforeAll(async () => {
  database = await createTestDatabase();
  server = await startNextAuth();
});
beforeEach(async () => {
  address = `198.51.100.${randomBytes(1)[0]}`;
  world = await createWorld(database);
});
afterEach(() => vi.useRealTimers());
afterAll(async () => {
  server.close();
  await database.close();
});

const browse = (from = address) => new Browser(server, from);

/** The events about access in one tenant's log, or in the deployment's, oldest first. */
async function events(tenantId: string | null = world.tenant.id) {
  const { rows } = await database.owner.query(
    `SELECT actor_type, actor_id, actor_name, operation, target_id, details FROM audit_events
     WHERE tenant_id IS NOT DISTINCT FROM $1 AND operation LIKE 'account.%' ORDER BY id`,
    [tenantId],
  );
  return rows;
}

it('a sign-in and a sign-out are in the log of the tenant: who, from where, with what, and which session', async () => {
  const { owner, ownerPassword, tenant } = world;
  const browser = browse();
  await browser.signIn(owner.email, ownerPassword);
  const { rows } = await database.owner.query('SELECT id FROM sessions WHERE user_id = $1', [owner.id]);
  await browser.post('/signout', {});
  const common = {
    actor_type: 'user',
    actor_id: owner.id,
    actor_name: owner.email,
    target_id: rows[0].id,
    details: { address, userAgent: USER_AGENT },
  };
  expect(await events()).toEqual([
    { ...common, operation: 'account.signIn' },
    { ...common, operation: 'account.signOut' },
  ]);
  const listed = await invoke(listAudit, callerOf(owner), {
    tenant: tenant.slug,
    operation: 'account.signIn',
  });
  expect(listed.items).toMatchObject([{ actorName: owner.email, details: { address } }]);
});

it('a change of the password is in it, without either of them', async () => {
  const { owner, ownerPassword } = world;
  const input = { currentPassword: ownerPassword, newPassword: 'a planted new password' };
  await invoke(changePassword, callerOf(owner), input);
  expect(await events()).toEqual([
    {
      actor_type: 'user',
      actor_id: owner.id,
      actor_name: owner.email,
      operation: 'account.changePassword',
      target_id: owner.id,
      details: { endedSessions: 0, ...someClient },
    },
  ]);
});

it('whoever belongs to several tenants is in the log of each; whoever belongs to none, in the deployment’s', async () => {
  const other = await createWorld(database);
  await database.owner.query(`INSERT INTO memberships (tenant_id, user_id, role) VALUES ($1, $2, 'owner')`, [
    other.tenant.id,
    world.owner.id,
  ]);
  await browse().signIn(world.owner.email, world.ownerPassword);
  for (const tenant of [world.tenant, other.tenant]) {
    expect(await events(tenant.id)).toMatchObject([
      { operation: 'account.signIn', actor_id: world.owner.id },
    ]);
  }
  const before = (await events(null)).length;
  const loner = await createPerson(`loner-${world.mark}@example.com`, {}, 'correct horse battery');
  await browse().signIn(loner.email, 'correct horse battery');
  expect((await events(null)).slice(before)).toMatchObject([
    { operation: 'account.signIn', actor_id: loner.id },
  ]);
});

describe('a refused sign-in', () => {
  it('is in the log: whose account, from where, and nothing of what was typed', async () => {
    const { owner } = world;
    await browse().signIn(owner.email.toUpperCase(), 'a planted guess');
    await expect
      .poll(() => events(), { timeout: 5_000 })
      .toEqual([
        {
          actor_type: 'system',
          actor_id: null,
          actor_name: 'visitor',
          operation: 'account.refuseSignIn',
          target_id: owner.id,
          details: { email: owner.email, address, userAgent: USER_AGENT },
        },
      ]);
  });

  it('for an address that nobody has is in no log', async () => {
    const count = async () =>
      Number((await database.owner.query('SELECT count(*) FROM audit_events')).rows[0].count);
    const before = await count();
    await browse().signIn(`stranger-${world.mark}@example.com`, 'a planted guess');
    // One that is written comes after it: had there been one for the stranger, it would be there by then.
    await browse().signIn(world.owner.email, 'a planted guess');
    await expect.poll(() => events(), { timeout: 5_000 }).toHaveLength(1);
    expect(await count()).toBe(before + 1);
  });

  it('is answered before it is written: the time tells nothing, and a log that is stuck holds up nobody', async () => {
    const stuck = await database.owner.connect();
    try {
      await stuck.query('BEGIN');
      await stuck.query('LOCK TABLE audit_events IN ACCESS EXCLUSIVE MODE');
      expect(await browse().signIn(world.owner.email, 'wrong')).toMatchObject({ status: 401 });
    } finally {
      await stuck.query('ROLLBACK');
      stuck.release();
    }
    await expect.poll(() => events(), { timeout: 5_000 }).toHaveLength(1);
  });

  it('is written no more than twenty times an hour for one account, from however many addresses', async () => {
    const { owner, ownerPassword } = world;
    // Such guesses have to pause: here time passes between them.
    vi.useFakeTimers({ toFake: ['Date'] });
    for (let attempt = 0; attempt < 30; attempt++) {
      await browse(`203.0.113.${attempt}`).signIn(owner.email, 'wrong');
      vi.setSystemTime(Date.now() + 60_000);
    }
    await expect.poll(() => events(), { timeout: 5_000 }).toHaveLength(20);
    // Those that are left out have had their time by now; what the person does themselves is always written.
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    await browse().signIn(owner.email, ownerPassword);
    expect((await events()).map(({ operation }) => operation)).toEqual([
      ...Array.from({ length: 20 }, () => 'account.refuseSignIn'),
      'account.signIn',
    ]);
  });
});
