import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Person } from '../../../server/access/caller.ts';
import { makeRequestId } from '../../../server/gateway/request-id.ts';
import { invoke } from '../../../server/services/invoke.ts';
import { searchEverything } from '../../../server/services/search/search-everything.ts';
import { callerOf, createWorld, type World } from '../../support/control-plane.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { insertUsageRecord } from '../../support/usage-records.ts';

let database: TestDatabase;
let world: World;
beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld(database);
});
afterAll(() => database.close());

async function found(text: string, person: Person = world.owner) {
  const input = { tenant: world.tenant.slug, text };
  const { items } = await invoke(searchEverything, callerOf(person), input);
  return items.map(({ kind, label }) => `${kind} ${label}`).sort();
}

it('an owner finds things of every kind by a part of their name', async () => {
  const { mark } = world;
  expect(await found(mark.toUpperCase())).toEqual([
    `channel channel ${mark}`,
    `key core key ${mark}`,
    `key other key ${mark}`,
    `member Member ${mark}`,
    `member Owner ${mark}`,
    `model model-${mark}`,
    `team core ${mark}`,
    `team other ${mark}`,
  ]);
});

it('a member finds what they may read: their team and its keys, and no channel', async () => {
  const { mark } = world;
  expect(await found(mark, world.member)).toEqual([
    `key core key ${mark}`,
    `member Member ${mark}`,
    `member Owner ${mark}`,
    `model model-${mark}`,
    `team core ${mark}`,
  ]);
});

it('a stranger finds nothing, and nobody finds what is another tenant’s', async () => {
  const other = await createWorld(database);
  await expect(found(world.mark, other.owner)).rejects.toMatchObject({ code: 'not_found' });
  expect(await found(other.mark)).toEqual([]);
  expect(await found(other.team.apiKey.slice(0, 12))).toEqual([]);
});

it('a key is found by how its secret begins', async () => {
  expect(await found(world.team.apiKey.slice(0, 10))).toEqual([`key core key ${world.mark}`]);
});

it('a request is found by its id or the beginning of it, and not by members of other teams', async () => {
  const id = makeRequestId(Date.now());
  await insertUsageRecord(database, world, world.otherTeam, { id, created_at: new Date() });
  expect(await found(id)).toEqual([`request ${id}`]);
  expect(await found(id.slice(0, 18))).toEqual([`request ${id}`]);
  expect(await found(id, world.member)).toEqual([]);
  expect(await found(randomUUID())).toEqual([]);
});

it('finds no more than twenty things, and takes wildcards for what they are', async () => {
  await database.owner.query(
    `insert into teams (id, tenant_id, slug, name) select gen_random_uuid(), $1, 'many-' || n, 'Many ' || n from generate_series(1, 40) n`,
    [world.tenant.id],
  );
  expect((await found('many')).length).toBeLessThanOrEqual(20);
  expect(await found('%')).toEqual([]);
  expect(await found('_')).toEqual([]);
});
