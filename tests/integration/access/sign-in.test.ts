import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readSession } from '../../../server/access/session-token.ts';
import { createPerson } from '../../support/control-plane.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { Browser, type NextAuthServer, startNextAuth } from './next-auth-server.ts';

let database: TestDatabase;
let server: NextAuthServer;
let address: string;
const password = 'correct horse battery';

beforeAll(async () => {
  database = await createTestDatabase();
  await createPerson('anna@example.com', {}, password);
  server = await startNextAuth();
});
beforeEach(() => {
  // Attempts are counted by address: each test comes from its own.
  address = `2001:db8::${randomBytes(2).toString('hex')}:${randomBytes(2).toString('hex')}`;
});
afterAll(async () => {
  server.close();
  await database.close();
});

const browse = () => new Browser(server, address);

it('signs in with the right password, whatever the case of the address', async () => {
  const browser = browse();
  expect(await browser.signIn('Anna@Example.com', password)).toEqual({ status: 200, error: null });
  const session = await readSession(browser.cookieHeader());
  expect(session?.person.email).toBe('anna@example.com');
});

it('gives a cookie that scripts cannot read and other sites do not send', async () => {
  const browser = browse();
  await browser.signIn('anna@example.com', password);
  const cookie = browser.setCookies.find((line) => line.startsWith('next-auth.session-token='));
  expect(cookie).toMatch(/HttpOnly/i);
  expect(cookie).toMatch(/SameSite=lax/i);
  expect(cookie).not.toMatch(/Secure/);
});

it('sends the cookie over https only, where the address is https', async () => {
  process.env.NEXTAUTH_URL = server.url.replace('http:', 'https:');
  const browser = browse();
  await browser.signIn('anna@example.com', password);
  process.env.NEXTAUTH_URL = server.url;
  const cookie = browser.setCookies.find((line) => line.startsWith('__Secure-next-auth.session-token='));
  expect(cookie).toMatch(/; Secure/);
  expect((await readSession(browser.cookieHeader()))?.person.email).toBe('anna@example.com');
});

it('makes a cookie worthless on the server when its person signs out', async () => {
  const browser = browse();
  await browser.signIn('anna@example.com', password);
  const stolen = browser.cookieHeader();
  expect(await readSession(stolen)).not.toBeNull();
  await browser.post('/signout', {});
  expect(await readSession(stolen)).toBeNull();
  const thief = browse();
  for (const pair of stolen.split('; ')) {
    const [name = '', value = ''] = pair.split(/=(.*)/s);
    thief.cookies.set(name, value);
  }
  expect(await (await thief.request('/session')).json()).toEqual({});
});

it('takes no cookie whose session has expired', async () => {
  const browser = browse();
  await browser.signIn('anna@example.com', password);
  await database.owner.query('update sessions set expires_at = now()');
  expect(await readSession(browser.cookieHeader())).toBeNull();
});

it.each([
  '',
  'x',
  'next-auth.session-token=',
  'next-auth.session-token=eyJhbGciOiJkaXIifQ..a.b.c',
  'a=b;;=;next-auth.session-token=%00',
])('takes %j for nobody', async (cookie) => {
  expect(await readSession(cookie)).toBeNull();
});

it('takes no sign-in from a page that does not know the browser’s token', async () => {
  const browser = browse();
  const form = { email: 'anna@example.com', password, csrfToken: 'made up', json: 'true' };
  await browser.request('/callback/credentials', form);
  expect(await readSession(browser.cookieHeader())).toBeNull();
});

describe('a failed sign-in', () => {
  it('does not tell an unknown address from a wrong password', async () => {
    const unknown = await browse().signIn('nobody@example.com', password);
    const wrong = await browse().signIn('anna@example.com', 'wrong');
    expect(unknown).toEqual(wrong);
    expect(wrong).toEqual({ status: 401, error: 'CredentialsSignin' });
  });

  it('takes about as long for an unknown address as for a wrong password', async () => {
    const time = async (email: string) => {
      const started = performance.now();
      await browse().signIn(email, 'wrong');
      return performance.now() - started;
    };
    const [unknown, wrong] = [[], []] as [number[], number[]];
    const takesAboutAsLong = () => Math.min(...unknown) > Math.min(...wrong) * 0.5;
    // Accounts of their own: after a few mistakes, one is refused without a look at the password.
    for (let round = 0; round < 4 || (round < 12 && !takesAboutAsLong()); round++) {
      await createPerson(`somebody${round}@example.com`, {}, password);
      unknown.push(await time(`nobody${round}@example.com`));
      wrong.push(await time(`somebody${round}@example.com`));
    }
    // Hashing is most of it; without it an unknown address would take a small part of the time.
    expect(takesAboutAsLong()).toBe(true);
  });

  it('is a failed sign-in and nothing worse, whatever is sent', async () => {
    for (const email of ['', 'a\0b@example.com', 'x'.repeat(10_000), '\ud800@example.com', "' or 1=1 --"]) {
      expect(await browse().signIn(email, 'x\0y')).toEqual({ status: 401, error: 'CredentialsSignin' });
    }
  });
});
