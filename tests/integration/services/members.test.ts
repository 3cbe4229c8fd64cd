import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { checkCredentials } from '../../../server/access/sign-in.ts';
import { listTenants } from '../../../server/services/account/list-tenants.ts';
import { invoke } from '../../../server/services/invoke.ts';
import { acceptInvitation } from '../../../server/services/members/accept-invitation.ts';
import { getInvitation } from '../../../server/services/members/get-invitation.ts';
import { inviteMember } from '../../../server/services/members/invite-member.ts';
import { listInvitations } from '../../../server/services/members/list-invitations.ts';
import { listMembers } from '../../../server/services/members/list-members.ts';
import { removeMember } from '../../../server/services/members/remove-member.ts';
import { renewInvitation } from '../../../server/services/members/renew-invitation.ts';
import { updateMemberRole } from '../../../server/services/members/update-member-role.ts';
import type { Operation } from '../../../server/services/operation.ts';
import { callerOf, createPerson, createWorld, someClient, type World } from '../../support/control-plane.ts';
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

const owner = () => callerOf(world.owner);
const tenant = () => ({ tenant: world.tenant.slug });
const invite = (email: string, role: 'owner' | 'member' = 'member') =>
  invoke(inviteMember, owner(), { ...tenant(), email, role, teamIds: [world.otherTeam.id] });
const members = async () => (await invoke(listMembers, owner(), tenant())).items;

it('keeps at least one owner', async () => {
  const demote = { ...tenant(), id: world.owner.id, role: 'member' as const };
  await expect(invoke(updateMemberRole, owner(), demote)).rejects.toMatchObject({ code: 'conflict' });
  await expect(invoke(removeMember, owner(), { ...tenant(), id: world.owner.id })).rejects.toMatchObject({
    code: 'conflict',
  });
});

it('keeps one owner even when two remove each other at the same moment', async () => {
  await invoke(updateMemberRole, owner(), { ...tenant(), id: world.member.id, role: 'owner' });
  const results = await Promise.allSettled([
    invoke(removeMember, owner(), { ...tenant(), id: world.member.id, keys: 'keep' }),
    invoke(removeMember, callerOf(world.member), { ...tenant(), id: world.owner.id, keys: 'keep' }),
  ]);
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});

it('moves a member between teams', async () => {
  const teamIds = [world.otherTeam.id, world.otherTeam.id];
  const input = { ...tenant(), id: world.member.id, teamIds, keys: 'keep' as const };
  const { teams } = await invoke(updateMemberRole, owner(), input);
  expect(teams.map(({ id }) => id)).toEqual([world.otherTeam.id]);
  const foreign = { ...input, teamIds: [world.team.id, crypto.randomUUID()] };
  await expect(invoke(updateMemberRole, owner(), foreign)).rejects.toMatchObject({ path: 'teamIds[1]' });
});

it('takes people out of the teams too when they are removed', async () => {
  await invoke(removeMember, owner(), { ...tenant(), id: world.member.id, keys: 'keep' });
  const { rows } = await database.owner.query('select 1 from team_memberships where user_id = $1', [
    world.member.id,
  ]);
  expect(rows).toEqual([]);
  await expect(invoke(listMembers, callerOf(world.member), tenant())).rejects.toMatchObject({
    code: 'not_found',
  });
});

it('lets a new person join by invitation, with its role and teams, once', async () => {
  const email = `joins@${world.mark}.example`;
  const { token } = await invite(email);
  const account = { token, name: 'Joins', password: 'long enough' };
  const made = await invoke(acceptInvitation, callerOf(null), account);
  expect(made).toMatchObject({ tenant: world.tenant.slug, email, joined: false });
  expect((await members()).map((member) => member.email)).not.toContain(email);
  const person = await checkCredentials(email, 'long enough', someClient);
  expect(await invoke(acceptInvitation, callerOf(person), { token })).toEqual({ ...made, joined: true });
  const joined = (await members()).find((member) => member.email === email);
  expect(joined).toMatchObject({ role: 'member', teams: [{ id: world.otherTeam.id }] });
  for (const caller of [callerOf(person), callerOf(null)]) {
    await expect(invoke(acceptInvitation, caller, account)).rejects.toMatchObject({ code: 'not_found' });
  }
});

it('does not tell whoever has a link whether the invited person has an account', async () => {
  const known = await createPerson(`known@${world.mark}.example`, {}, 'the real password');
  const outcome = async (email: string) => {
    const { token } = await invite(email);
    const startedAt = performance.now();
    const answer = await invoke(acceptInvitation, callerOf(null), {
      token,
      name: 'Whoever',
      password: 'long enough',
    });
    // services/answer-after.ts: neither is given before the time that making an account takes.
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(399);
    const still = await invoke(getInvitation, callerOf(null), { token });
    const people = (await members()).map((member) => member.email);
    return { ...answer, id: '', email: '', still: still.role, isMember: people.includes(email) };
  };
  expect(await outcome(known.email)).toEqual(await outcome(`unknown@${world.mark}.example`));
  expect(await checkCredentials(known.email, 'long enough', someClient)).toBeNull();
  expect(await checkCredentials(known.email, 'the real password', someClient)).not.toBeNull();
});

it('lets a person who has an account join only when signed in as themselves', async () => {
  const person = await createPerson(`known@${world.mark}.example`);
  const { token } = await invite(person.email);
  await expect(invoke(acceptInvitation, callerOf(world.member), { token })).rejects.toMatchObject({
    code: 'forbidden',
  });
  expect(await invoke(acceptInvitation, callerOf(person), { token })).toMatchObject({ joined: true });
});

it('takes no invitation that has expired, or was replaced by a newer one', async () => {
  const email = `late@${world.mark}.example`;
  const first = await invite(email);
  const second = await invite(email);
  const accept = (token: string) =>
    invoke(acceptInvitation, callerOf(null), { token, name: 'Late', password: 'long enough' });
  await expect(accept(first.token)).rejects.toMatchObject({ code: 'not_found' });
  await database.owner.query('update invitations set expires_at = now() where id = $1', [second.id]);
  await expect(accept(second.token)).rejects.toMatchObject({ code: 'not_found' });
});

it('invites nobody who is a member already', async () => {
  await expect(invite(world.member.email)).rejects.toMatchObject({ code: 'conflict', path: 'email' });
});

it('lets nobody guess at invitations for long', async () => {
  const guesser = { ...callerOf(null), address: '198.51.100.40' };
  const guess = (operation: typeof getInvitation | typeof acceptInvitation) => {
    const token = `hdi_${randomBytes(32).toString('base64url')}`;
    const account = operation === acceptInvitation ? { name: 'X', password: 'long enough' } : {};
    return invoke<Operation>(operation, guesser, { token, ...account }).catch((error) => error.code);
  };
  const guesses = async (operation: typeof getInvitation | typeof acceptInvitation, times: number) => {
    const codes = [];
    for (let time = 0; time < times; time++) codes.push(await guess(operation));
    return codes;
  };
  expect(new Set(await guesses(getInvitation, 100))).toEqual(new Set(['not_found']));
  expect(new Set(await guesses(acceptInvitation, 20))).toEqual(new Set(['not_found']));
  expect(await guess(getInvitation)).toBe('rate_limited');
  expect(await guess(acceptInvitation)).toBe('rate_limited');
});

it('gives an invitation a new link and another week, and makes the link before worthless', async () => {
  const email = `again@${world.mark}.example`;
  const first = await invite(email);
  await database.owner.query(`update invitations set expires_at = now() - interval '1 day' where id = $1`, [
    first.id,
  ]);
  const open = async () =>
    (await invoke(listInvitations, owner(), tenant())).items.find(({ id }) => id === first.id);
  expect(await open()).toMatchObject({ status: 'expired', invitedByName: world.owner.name });
  const renewed = await invoke(renewInvitation, owner(), { ...tenant(), id: first.id });
  expect(renewed).toMatchObject({ email, status: 'pending', teamIds: [world.otherTeam.id] });
  expect(await open()).toMatchObject({ status: 'pending' });
  const read = (token: string) => invoke(getInvitation, callerOf(null), { token });
  await expect(read(first.token)).rejects.toMatchObject({ code: 'not_found' });
  expect(await read(renewed.token)).toMatchObject({ email });
  await database.owner.query('update invitations set accepted_at = now() where id = $1', [first.id]);
  await expect(invoke(renewInvitation, owner(), { ...tenant(), id: first.id })).rejects.toMatchObject({
    code: 'not_found',
  });
});

it('lists people and invitations in pages that hold each once, and finds people by name or address', async () => {
  await database.owner.query(
    `with people as (
       insert into users (id, email, name, password_hash, updated_at)
       select gen_random_uuid(), 'p' || n || $2, 'Weaver ' || (n % 7), '', now() from generate_series(1, 250) n returning id)
     insert into memberships (tenant_id, user_id, role) select $1, id, 'member' from people`,
    [world.tenant.id, `@${world.mark}.example`],
  );
  await database.owner.query(
    `insert into invitations (id, tenant_id, email, role, team_ids, token_hash, expires_at)
     select gen_random_uuid(), $1::uuid, 'x' || n || '@x.example', 'member', '{}', sha256(($1::text || n)::bytea), now() + interval '1 day'
     from generate_series(1, 120) n`,
    [world.tenant.id],
  );
  const everybody: string[] = [];
  let cursor: string | null = null;
  do {
    const input: object = { ...tenant(), limit: 100, ...(cursor && { cursor }) };
    const page: Awaited<ReturnType<typeof listPage>> = await listPage(input);
    everybody.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor;
  } while (cursor);
  expect(everybody).toHaveLength(252);
  expect(new Set(everybody).size).toBe(252);
  expect((await listPage({ ...tenant(), search: 'P17@' })).items.map(({ email }) => email)).toEqual([
    `p17@${world.mark}.example`,
  ]);
  const first = await invoke(listInvitations, owner(), { ...tenant(), limit: 100 });
  const second = await invoke(listInvitations, owner(), {
    ...tenant(),
    limit: 100,
    cursor: first.nextCursor ?? '',
  });
  expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(121);
});

const listPage = (input: object) => invoke(listMembers, owner(), input);

it('says who is in no team, to owners alone, and to the person', async () => {
  const withoutTeam = async () =>
    (await listPage({ ...tenant(), withoutTeam: true })).items.map(({ id }) => id);
  const reachesTeams = async () =>
    (await invoke(listTenants, callerOf(world.member), {})).items[0]?.reachesTeams;
  expect(await withoutTeam()).toEqual([]);
  expect(await reachesTeams()).toBe(true);
  await invoke(updateMemberRole, owner(), { ...tenant(), id: world.member.id, teamIds: [], keys: 'keep' });
  expect(await withoutTeam()).toEqual([world.member.id]);
  expect(await reachesTeams()).toBe(false);
  await expect(
    invoke(listMembers, callerOf(world.member), { ...tenant(), withoutTeam: true }),
  ).rejects.toMatchObject({ code: 'forbidden' });
});
