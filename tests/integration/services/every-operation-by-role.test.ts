import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../server/access/caller.ts';
import { permissionsOf } from '../../../server/access/permissions.ts';
import { Fault } from '../../../server/canonical/fault.ts';
import { operations } from '../../../server/services/index.ts';
import { invoke } from '../../../server/services/invoke.ts';
import type { Operation } from '../../../server/services/operation.ts';
import { callerOf, createPerson, createWorld, type World } from '../../support/control-plane.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { actorFor, inputs } from '../../support/operation-inputs.ts';

let database: TestDatabase;
let outsider: Person;
let operator: Person;
beforeAll(async () => {
  database = await createTestDatabase();
  outsider = await createPerson('outsider@example.com');
  operator = await createPerson('operator@example.com', { isOperator: true });
});
afterAll(() => database.close());

/** The code it was refused with; null when it was done. */
async function outcome(operation: Operation, person: Person | null, world: World): Promise<string | null> {
  const input = inputs[operation.name as keyof typeof inputs](world);
  const tenant = operation.scope === 'tenant' ? { tenant: world.tenant.slug } : {};
  try {
    await invoke(operation, callerOf(person), { ...input, ...tenant });
    return null;
  } catch (error) {
    if (error instanceof Fault) return error.code;
    throw error;
  }
}

describe.each(operations.map((operation) => ({ name: operation.name, operation })))(
  '$name',
  ({ operation }) => {
    it('is done for an owner, and what concerns the deployment for an operator', async () => {
      const world = await createWorld(database);
      if (operation.name === 'teams.delete') await revokeKeyOf(world);
      expect(await outcome(operation, actorFor(operation, world), world)).toBeNull();
    });

    it('is done for a member exactly when the role has the permission', async () => {
      const world = await createWorld(database);
      const allowed =
        operation.scope !== 'tenant' ||
        permissionsOf('member').some((permission) => permission === operation.permission);
      const code = await outcome(operation, world.member, world);
      if (operation.scope === 'tenant') expect(code).toBe(allowed ? null : 'forbidden');
      else if (operation.scope === 'platform') expect(code).toBe('forbidden');
      else expect(code).not.toBe('unauthenticated');
    });

    it('tells people outside the tenant, operators too, that there is no such tenant', async () => {
      if (operation.scope !== 'tenant') return;
      const world = await createWorld(database);
      expect(await outcome(operation, outsider, world)).toBe('not_found');
      expect(await outcome(operation, operator, world)).toBe('not_found');
    });

    it('asks who is not signed in to sign in, unless it is public', async () => {
      const world = await createWorld(database);
      const code = await outcome(operation, null, world);
      expect(code).toBe(operation.scope === 'public' ? null : 'unauthenticated');
    });
  },
);

async function revokeKeyOf(world: World): Promise<void> {
  await database.owner.query('update api_keys set revoked_at = now() where id = $1', [
    world.otherTeam.apiKeyId,
  ]);
}
