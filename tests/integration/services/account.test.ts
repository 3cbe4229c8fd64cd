import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPreferredLocale } from '../../../server/access/preferred-locale.ts';
import { startSession } from '../../../server/access/session.ts';
import { checkCredentials } from '../../../server/access/sign-in.ts';
import { changePassword } from '../../../server/services/account/change-password.ts';
import { createTenant } from '../../../server/services/account/create-tenant.ts';
import { getAccount } from '../../../server/services/account/get-account.ts';
import { listTenants } from '../../../server/services/account/list-tenants.ts';
import { signUp } from '../../../server/services/account/sign-up.ts';
import { updateAccount } from '../../../server/services/account/update-account.ts';
import { invoke } from '../../../server/services/invoke.ts';
import { listTeams } from '../../../server/services/teams/list-teams.ts';
import { callerOf, createPerson, someClient } from '../../support/control-plane.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

/** services/answer-after.ts, less what timers are early. */
const ANSWER_AFTER_MS = 399;
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

it('makes an account, which makes a tenant with its first team and is its owner', async () => {
  const answer = await invoke(signUp, nobody('192.0.2.1'), {
    email: 'New@Example.com',
    name: 'New',
    password: 'long enough',
  });
  expect(answer).toEqual({ email: 'new@example.com' });
  const person = await checkCredentials('new@example.com', 'long enough', from('192.0.2.1'));
  if (!person) throw new Error('the new person cannot sign in');
  expect(await invoke(listTenants, callerOf(person), {})).toEqual({ items: [] });
  await invoke(createTenant, callerOf(person), { name: 'Café & Söhne' });
  const { items } = await invoke(listTenants, callerOf(person), {});
  expect(items).toMatchObject([{ slug: 'cafe-sohne', name: 'Café & Söhne', role: 'owner' }]);
  const teams = await invoke(listTeams, callerOf(person), { tenant: 'cafe-sohne' });
  expect(teams.items).toMatchObject([{ name: 'Core', memberCount: 1 }]);
});

it('finds a free slug for a name that is taken, reserved or in another script', async () => {
  const person = await createPerson('slugs@example.com');
  const slugs = [];
  for (const name of ['Twin', 'Twin', 'Docs', '织物']) {
    slugs.push((await invoke(createTenant, callerOf(person), { name })).slug);
  }
  expect(slugs[0]).toBe('twin');
  expect(slugs[1]).toMatch(/^twin-[a-z0-9]{4,6}$/);
  expect(slugs[2]).toMatch(/^docs-[a-z0-9]{4,6}$/);
  expect(slugs[3]).toMatch(/^tenant-[a-z0-9]{4,6}$/);
});

describe('signing up with an address that has an account', () => {
  const attempt = (email: string) =>
    invoke(signUp, nobody('192.0.2.3'), { email, name: 'X', password: 'another password' });

  it('leaves the account as it is', async () => {
    await createPerson('there@example.com', {}, 'the real password');
    await attempt('there@example.com');
    const check = (password: string) => checkCredentials('there@example.com', password, from('192.0.2.3'));
    expect(await check('another password')).toBeNull();
    expect(await check('the real password')).not.toBeNull();
  });

  it('is answered the same, and not before the time that making one takes, too', async () => {
    await createPerson('timed@example.com', {}, 'the real password');
    for (const email of ['timed@example.com', 'not-there@example.com']) {
      const startedAt = performance.now();
      expect(await attempt(email)).toEqual({ email });
      expect(performance.now() - startedAt).toBeGreaterThanOrEqual(ANSWER_AFTER_MS);
    }
  });

  it('is answered the same when the account is made at the same moment', async () => {
    const email = 'twice@example.com';
    const answers = await Promise.all([attempt(email), attempt(email), attempt(email)]);
    expect(answers).toEqual([{ email }, { email }, { email }]);
  });
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

describe('the profile', () => {
  it('is the person’s own: name, language and time zone, each left as it was where it is not given', async () => {
    const person = await createPerson('profile@example.com', { name: 'Before' });
    const change = (input: object) => invoke(updateAccount, callerOf(person), input);
    expect(await change({ name: 'After', locale: 'zh', timeZone: 'Asia/Shanghai' })).toMatchObject({
      email: 'profile@example.com',
      name: 'After',
      locale: 'zh',
      timeZone: 'Asia/Shanghai',
    });
    expect(await change({ locale: null })).toMatchObject({
      name: 'After',
      locale: null,
      timeZone: 'Asia/Shanghai',
    });
    expect(await invoke(getAccount, callerOf(person), {})).toMatchObject({
      locale: null,
      timeZone: 'Asia/Shanghai',
    });
  });

  it.each([{ locale: 'xx' }, { timeZone: 'Mars/Olympus' }, { timeZone: '+05:30' }, { name: ' ' }])(
    'refuses %j',
    async (input) => {
      const person = await createPerson(`${JSON.stringify(input).length}-${Math.random()}@example.com`);
      await expect(invoke(updateAccount, callerOf(person), input)).rejects.toMatchObject({
        code: 'invalid_request',
      });
    },
  );

  it('counts a language that this version does not know as none', async () => {
    const person = await createPerson('polyglot@example.com');
    await database.owner.query(`update users set locale = 'eo', time_zone = 'Mars/Olympus' where id = $1`, [
      person.id,
    ]);
    expect(await invoke(getAccount, callerOf(person), {})).toMatchObject({ locale: null, timeZone: null });
    expect(await readPreferredLocale(person.id)).toBeNull();
  });
});
