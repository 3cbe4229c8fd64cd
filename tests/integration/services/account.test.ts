import { afterAll, beforeAll, expect, it } from 'vitest';
import { startSession } from '../../../server/access/session.ts';
import { checkCredentials } from '../../../server/access/sign-in.ts';
import { changePassword } from '../../../server/services/account/change-password.ts';
import { listTenants } from '../../../server/services/account/list-tenants.ts';
import { signUp } from '../../../server/services/account/sign-up.ts';
import { invoke } from '../../../server/services/invoke.ts';
import { listTeams } from '../../../server/services/teams/list-teams.ts';
import { callerOf, createPerson, someClient } from '../../support/control-plane.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

const from = (address: string) => ({ ...someClient, address });
const nobody = (address: string) => ({ ...callerOf(null), address });

async function sessionsOf(personId: string): Promise<string[]> {
  const { rows } = await database.owner.query('select id from sessions where user_id = $1 order by id', [
    personId,
  ]);
  return rows.map(({ id }) => id);
}

it('makes the person, their tenant, its first team, and them its owner', async () => {
  const answer = await invoke(signUp, nobody('192.0.2.1'), {
    email: 'New@Example.com',
    name: 'New',
    password: 'long enough',
    tenantName: 'Café & Söhne',
  });
  expect(answer).toEqual({ email: 'new@example.com', tenant: 'cafe-sohne' });
  const person = await checkCredentials('new@example.com', 'long enough', from('192.0.2.1'));
  if (!person) throw new Error('the new person cannot sign in');
  const { items } = await invoke(listTenants, callerOf(person), {});
  expect(items).toMatchObject([{ slug: 'cafe-sohne', name: 'Café & Söhne', role: 'owner' }]);
  const teams = await invoke(listTeams, callerOf(person), { tenant: 'cafe-sohne' });
  expect(teams.items).toMatchObject([{ name: 'Core', memberCount: 1 }]);
});

it('finds a free slug for a name that is taken, reserved or in another script', async () => {
  const slugs = [];
  for (const [index, tenantName] of ['Twin', 'Twin', 'Docs', '织物'].entries()) {
    const input = { email: `slug${index}@example.com`, name: 'X', password: 'long enough', tenantName };
    slugs.push((await invoke(signUp, nobody('192.0.2.2'), input)).tenant);
  }
  expect(slugs[0]).toBe('twin');
  expect(slugs[1]).toMatch(/^twin-[a-z0-9]{4,6}$/);
  expect(slugs[2]).toMatch(/^docs-[a-z0-9]{4,6}$/);
  expect(slugs[3]).toMatch(/^tenant-[a-z0-9]{4,6}$/);
});

it('leaves an account that exists as it is, and takes as long to say so', async () => {
  await createPerson('there@example.com', {}, 'the real password');
  const time = async (email: string) => {
    const started = performance.now();
    const input = { email, name: 'X', password: 'another password', tenantName: 'Mine now' };
    await invoke(signUp, nobody('192.0.2.3'), input);
    return performance.now() - started;
  };
  const [known, unknown] = [await time('there@example.com'), await time('not-there@example.com')];
  expect(known).toBeGreaterThan(unknown * 0.2);
  expect(await checkCredentials('there@example.com', 'another password', from('192.0.2.3'))).toBeNull();
  expect(await checkCredentials('there@example.com', 'the real password', from('192.0.2.3'))).not.toBeNull();
});

it('ends all other sessions when the password changes', async () => {
  const person = await createPerson('changes@example.com', {}, 'the old password');
  const [own] = [
    await startSession(person.id, someClient),
    await startSession(person.id, someClient),
    await startSession(person.id, someClient),
  ];
  const caller = { ...callerOf(person), sessionId: own ?? null };
  const input = { currentPassword: 'the old password', newPassword: 'the new password' };
  expect(await invoke(changePassword, caller, input)).toMatchObject({ endedSessions: 2 });
  expect(await sessionsOf(person.id)).toEqual([own]);
  expect(await checkCredentials(person.email, 'the old password', from('192.0.2.4'))).toBeNull();
  expect(await checkCredentials(person.email, 'the new password', from('192.0.2.4'))).toMatchObject({
    id: person.id,
  });
});

it('changes no password without the current one, and lets nobody guess it for long', async () => {
  const person = await createPerson('guarded@example.com', {}, 'the old password');
  await startSession(person.id, someClient);
  const guess = () =>
    invoke(changePassword, callerOf(person), { currentPassword: 'a guess', newPassword: 'the new password' });
  for (let round = 0; round < 10; round++) {
    await expect(guess()).rejects.toMatchObject({ code: 'invalid_request', path: 'currentPassword' });
  }
  await expect(guess()).rejects.toMatchObject({ code: 'rate_limited' });
  expect(await sessionsOf(person.id)).toHaveLength(1);
});
