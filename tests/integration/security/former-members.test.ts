import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createPool } from '../../../server/platform/db/pools.ts';
import { invoke } from '../../../server/services/invoke.ts';
import { removeMember } from '../../../server/services/members/remove-member.ts';
import { updateMemberRole } from '../../../server/services/members/update-member-role.ts';
import { createPlaygroundKey } from '../../../server/services/playground/create-playground-key.ts';
import { callerOf, createWorld, type World } from '../../support/control-plane.ts';
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
  await invoke(removeMember, owner(), { ...tenant(), id: world.member.id });
  expect(await opens()).toBe(false);
});

it('and with the team, but not with another one', async () => {
  const opens = await heldKey();
  const move = (teamIds: string[]) =>
    invoke(updateMemberRole, owner(), { ...tenant(), id: world.member.id, teamIds });
  await move([world.team.id, world.otherTeam.id]);
  expect(await opens()).toBe(true);
  await move([world.otherTeam.id]);
  expect(await opens()).toBe(false);
});

it('leaves the team’s own keys alone, which others rely on', async () => {
  await invoke(removeMember, owner(), { ...tenant(), id: world.member.id });
  expect((await storedKey(gateway, world.team.apiKey))?.revokedAtMs).toBeNull();
});
