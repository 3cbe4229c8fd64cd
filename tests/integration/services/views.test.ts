import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Person } from '../../../server/access/caller.ts';
import { invoke } from '../../../server/services/invoke.ts';
import { removeMember } from '../../../server/services/members/remove-member.ts';
import { createView } from '../../../server/services/views/create-view.ts';
import { deleteView } from '../../../server/services/views/delete-view.ts';
import { listViews } from '../../../server/services/views/list-views.ts';
import { updateView } from '../../../server/services/views/update-view.ts';
import { callerOf, createWorld, type World } from '../../support/control-plane.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

let database: TestDatabase;
let world: World;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  world = await createWorld(database);
  await database.owner.query('delete from saved_views');
});

const tenant = () => world.tenant.slug;
const create = (person: Person, view: object) =>
  invoke(createView, callerOf(person), { tenant: tenant(), page: 'logs', query: 'outcome=failure', ...view });
const list = async (person: Person) =>
  (await invoke(listViews, callerOf(person), { tenant: tenant(), page: 'logs' })).items;

it('is its maker’s alone, until they share it', async () => {
  const { id } = await create(world.owner, { name: 'Failures' });
  expect(await list(world.owner)).toMatchObject([{ id, own: true, shared: false, query: 'outcome=failure' }]);
  expect(await list(world.member)).toEqual([]);
  await invoke(updateView, callerOf(world.owner), { tenant: tenant(), id, shared: true });
  expect(await list(world.member)).toMatchObject([{ id, own: false, shared: true }]);
});

it('is changed by its maker, and, where it is shared, by owners', async () => {
  const ofOwner = await create(world.owner, { name: 'Of the owner', shared: true });
  const ofMember = await create(world.member, { name: 'Of the member', shared: true });
  const secret = await create(world.member, { name: 'Secret' });
  const change = (person: Person, id: string) =>
    invoke(updateView, callerOf(person), { tenant: tenant(), id, name: 'Renamed' });
  await expect(change(world.member, ofOwner.id)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(change(world.owner, secret.id)).rejects.toMatchObject({ code: 'not_found' });
  expect(await change(world.owner, ofMember.id)).toMatchObject({ name: 'Renamed' });
  await invoke(deleteView, callerOf(world.owner), { tenant: tenant(), id: ofMember.id });
  expect((await list(world.member)).map(({ name }) => name)).toEqual(['Of the owner', 'Secret']);
});

it('takes the place of the default before it, and of nobody else’s', async () => {
  const first = await create(world.owner, { name: 'First', isDefault: true, shared: true });
  await create(world.member, { name: 'Other', isDefault: true });
  const second = await create(world.owner, { name: 'Second', isDefault: true });
  const defaults = async (person: Person) =>
    (await list(person)).filter(({ isDefault }) => isDefault).map(({ name }) => name);
  expect(await defaults(world.owner)).toEqual(['Second']);
  expect(await defaults(world.member)).toEqual(['Other']);
  await invoke(updateView, callerOf(world.owner), { tenant: tenant(), id: first.id, isDefault: true });
  expect(await defaults(world.owner)).toEqual(['First']);
  const takeOver = invoke(updateView, callerOf(world.member), {
    tenant: tenant(),
    id: second.id,
    isDefault: true,
  });
  await expect(takeOver).rejects.toMatchObject({ code: 'not_found' });
});

it('has a name of its own, at most 4096 characters, and at most fifty beside it', async () => {
  await create(world.owner, { name: 'One' });
  await expect(create(world.owner, { name: 'One' })).rejects.toMatchObject({
    code: 'conflict',
    path: 'name',
  });
  await create(world.member, { name: 'One' });
  const long = 'a'.repeat(4_097);
  await expect(create(world.owner, { name: 'Long', query: long })).rejects.toMatchObject({ path: 'query' });
  const made = await Promise.allSettled(
    Array.from({ length: 55 }, (_, n) => create(world.owner, { name: `View ${n}` })),
  );
  expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(49);
});

it('leaves with who made it', async () => {
  await create(world.member, { name: 'Shared', shared: true });
  const leaving = { tenant: tenant(), id: world.member.id, keys: 'revoke' as const };
  await invoke(removeMember, callerOf(world.owner), leaving);
  expect(await list(world.owner)).toEqual([]);
});
