import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signUp } from '../../../server/services/account/sign-up.ts';
import { operations } from '../../../server/services/index.ts';
import { invoke } from '../../../server/services/invoke.ts';
import { acceptInvitation } from '../../../server/services/members/accept-invitation.ts';
import { callerOf, createPerson, createWorld, type World } from '../../support/control-plane.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { actorFor, inputs } from '../../support/operation-inputs.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

async function auditEvents() {
  const { rows } = await database.owner.query('select * from audit_events order by id');
  return rows;
}

async function run(operation: (typeof operations)[number], world: World): Promise<unknown> {
  if (operation.name === 'teams.delete') {
    await database.owner.query('update api_keys set revoked_at = now() where tenant_id = $1', [
      world.tenant.id,
    ]);
  }
  const tenant = operation.scope === 'tenant' ? { tenant: world.tenant.slug } : {};
  return invoke(operation, callerOf(actorFor(operation, world)), {
    ...inputs[operation.name](world),
    ...tenant,
  });
}

describe.each(operations.map((operation) => ({ name: operation.name, operation })))(
  '$name',
  ({ operation }) => {
    it(
      operation.kind === 'mutation' ? 'leaves one audit event, without secrets' : 'leaves no audit event',
      async () => {
        const world = await createWorld(database);
        const before = await auditEvents();
        const output = await run(operation, world);
        const added = (await auditEvents()).slice(before.length);
        if (operation.kind === 'query') {
          expect(added).toEqual([]);
          return;
        }
        expect(added).toHaveLength(1);
        expect(added[0]).toMatchObject({ operation: operation.name });
        if (operation.scope === 'tenant') {
          expect(added[0]).toMatchObject({
            tenant_id: world.tenant.id,
            actor_type: 'user',
            actor_id: world.owner.id,
            actor_name: world.owner.email,
          });
        }
        const text = JSON.stringify(added);
        const shownOnce = ['secret', 'token'].flatMap((name) =>
          Object.entries(output ?? {}).flatMap(([key, value]) => (key === name ? [String(value)] : [])),
        );
        for (const secret of [
          ...shownOnce,
          'planted',
          world.ownerPassword,
          world.invitationToken,
          world.channelCredential,
        ]) {
          expect(text).not.toContain(secret);
        }
      },
    );

    it('gives out no secret but what was just made', async () => {
      const world = await createWorld(database);
      const output = await run(operation, world);
      const { secret: _, token: __, ...rest } = Object(output);
      const text = JSON.stringify(rest);
      const { rows } = await database.owner.query(
        `select encode(hash, 'hex') as secret from api_keys where tenant_id = $1
       union all select encode(credential, 'hex') from channels where tenant_id = $1 and credential is not null
       union all select password_hash from users`,
        [world.tenant.id],
      );
      const kept = rows.map((row) => String(row.secret));
      for (const each of [
        ...kept,
        world.channelCredential,
        world.team.apiKey,
        world.otherTeam.apiKey,
        'planted',
        '$argon2',
      ]) {
        expect(text).not.toContain(each);
      }
      expect(text).not.toMatch(/hdl_[\w-]{12}|hdi_/);
    });
  },
);

it('tells the tenant who came by an invitation', async () => {
  const world = await createWorld(database);
  const person = await createPerson(`invited@${world.mark}.example`);
  await invoke(acceptInvitation, callerOf(person), { token: world.invitationToken });
  expect((await auditEvents()).at(-1)).toMatchObject({
    operation: 'members.acceptInvitation',
    actor_type: 'user',
    actor_name: person.email,
    tenant_id: world.tenant.id,
  });
});

it('tells the deployment who signed up, by the name they have from now on', async () => {
  const world = await createWorld(database);
  await invoke(signUp, callerOf(null), inputs['account.signUp'](world));
  expect((await auditEvents()).at(-1)).toMatchObject({
    operation: 'account.signUp',
    actor_type: 'user',
    actor_name: `new@${world.mark}.example`,
    tenant_id: null,
  });
});

it('leaves neither a change nor an audit event when the deed fails', async () => {
  const world = await createWorld(database);
  const rename = operations.find(({ name }) => name === 'teams.update');
  if (!rename) throw new Error('teams.update is gone');
  const before = await auditEvents();
  const input = { id: world.team.id, slug: 'other', name: 'Never', tenant: world.tenant.slug };
  await expect(invoke(rename, callerOf(world.owner), input)).rejects.toMatchObject({
    code: 'conflict',
    path: 'slug',
  });
  expect(await auditEvents()).toEqual(before);
  const { rows } = await database.owner.query('select name from teams where id = $1', [world.team.id]);
  expect(rows[0].name).not.toBe('Never');
});

it('undoes the deed when its audit event cannot be written', async () => {
  const world = await createWorld(database);
  const create = operations.find(({ name }) => name === 'teams.create');
  if (!create) throw new Error('teams.create is gone');
  await database.owner.query('revoke insert on audit_events from heddle_app');
  try {
    const input = { name: 'Unaudited', slug: 'unaudited', tenant: world.tenant.slug };
    await expect(invoke(create, callerOf(world.owner), input)).rejects.toThrow();
  } finally {
    await database.owner.query('grant insert on audit_events to heddle_app');
  }
  const { rows } = await database.owner.query(`select 1 from teams where slug = 'unaudited'`);
  expect(rows).toEqual([]);
});
