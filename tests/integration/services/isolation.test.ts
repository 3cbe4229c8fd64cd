import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../server/access/caller.ts';
import { Fault } from '../../../server/canonical/fault.ts';
import { operations } from '../../../server/services/index.ts';
import { invoke } from '../../../server/services/invoke.ts';
import type { Operation } from '../../../server/services/operation.ts';
import { callerOf, createWorld, dumpTenant, type World } from '../../support/control-plane.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { inputs } from '../../support/operation-inputs.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

/** Operations that name rows of a tenant by id. */
const naming = operations.filter((operation) => operation.scope === 'tenant');

async function attempt(operation: Operation, person: Person, input: object): Promise<unknown> {
  try {
    return await invoke<Operation>(operation, callerOf(person), input);
  } catch (error) {
    if (error instanceof Fault) return error.code;
    throw error;
  }
}

const idsIn = (input: Record<string, unknown>) =>
  Object.keys(input).some((name) => name === 'id' || /Ids?$/.test(name));

describe.each(naming.map((operation) => ({ name: operation.name, operation })))('$name', ({ operation }) => {
  const inputOf = (world: World) => inputs[operation.name](world);

  it('with the ids of another tenant reads nothing of it and changes nothing in it', async () => {
    const [own, foreign] = [await createWorld(database), await createWorld(database)];
    const before = await dumpTenant(database, foreign);
    const input = inputOf(foreign);
    const result = await attempt(operation, own.owner, { ...input, tenant: own.tenant.slug });
    expect(JSON.stringify(result)).not.toContain(foreign.mark);
    expect(await dumpTenant(database, foreign)).toBe(before);
    // A read that filters by a foreign id finds nothing; whatever names a foreign row finds no such row.
    if (idsIn(input) && operation.kind === 'mutation') expect(result).toBe('not_found');
    if (operation.name === 'logs.get') expect(result).toBe('not_found');
  });

  it('in the name of another tenant finds no such tenant', async () => {
    const [own, foreign] = [await createWorld(database), await createWorld(database)];
    const before = await dumpTenant(database, foreign);
    const input = { ...inputOf(foreign), tenant: foreign.tenant.slug };
    expect(await attempt(operation, own.owner, input)).toBe('not_found');
    expect(await dumpTenant(database, foreign)).toBe(before);
  });

  it('with the ids of another team gives a member nothing of it and changes nothing in it', async () => {
    const world = await createWorld(database);
    const asOther: World = { ...world, team: world.otherTeam, otherTeam: world.team };
    const input = { ...inputOf(asOther), tenant: world.tenant.slug };
    const before = await dumpTenant(database, world);
    const result = await attempt(operation, world.member, input);
    const text = JSON.stringify(result);
    for (const secret of [
      world.otherTeam.apiKeyId,
      `other ${world.mark}`,
      `content of ${world.otherTeam.id}`,
    ]) {
      expect(text).not.toContain(secret);
    }
    if (operation.kind === 'mutation' && idsIn(input)) {
      expect(['not_found', 'forbidden']).toContain(result);
      expect(await dumpTenant(database, world)).toBe(before);
    }
  });
});

it('counts only the member’s own teams in usage, whatever is asked', async () => {
  const world = await createWorld(database);
  const input = { ...inputs['usage.summary'](world), teamId: undefined, tenant: world.tenant.slug };
  const summary = operations.find(({ name }) => name === 'usage.summary');
  if (!summary) throw new Error('usage.summary is gone');
  expect(await attempt(summary, world.owner, input)).toMatchObject({ totals: { requests: 2 } });
  expect(await attempt(summary, world.member, input)).toMatchObject({ totals: { requests: 1 } });
});

it('shows a member who belongs to no team no team’s rows', async () => {
  const world = await createWorld(database);
  await database.owner.query('delete from team_memberships where tenant_id = $1', [world.tenant.id]);
  for (const name of ['keys.list', 'teams.list', 'logs.search'] as const) {
    const operation = operations.find((each) => each.name === name);
    if (!operation) throw new Error(`${name} is gone`);
    const result = await attempt(operation, world.member, { tenant: world.tenant.slug });
    expect(result).toMatchObject({ items: [] });
  }
});
