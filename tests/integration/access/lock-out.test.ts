import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { readSession } from '../../../server/access/session-token.ts';
import { createPerson } from '../../support/control-plane.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { Browser, type NextAuthServer, startNextAuth } from './next-auth-server.ts';

const PASSWORD = 'correct horse battery';
const MINUTE_MS = 60_000;
let database: TestDatabase;
let server: NextAuthServer;
let owner: string;
let place: number;

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  database = await createTestDatabase();
  server = await startNextAuth();
});
beforeEach(async () => {
  place = 1;
  owner = `owner-${randomBytes(4).toString('hex')}@example.com`;
  await createPerson(owner, {}, PASSWORD);
});
afterAll(async () => {
  vi.useRealTimers();
  server.close();
  await database.close();
});

/** A browser without cookies. Without an address, from one where nobody was yet. */
const browse = (address = `2001:db8:${randomBytes(2).toString('hex')}:${place++}::1`) =>
  new Browser(server, address);
const pass = (ms: number) => vi.setSystemTime(Date.now() + ms);
const refused = { status: 401, error: expect.stringMatching(/^TooManyAttempts-\d+$/) };
const succeeded = { status: 200, error: null };

async function signedInBefore(address: string): Promise<Browser> {
  const browser = browse(address);
  expect(await browser.signIn(owner, PASSWORD)).toEqual(succeeded);
  await browser.post('/signout', {});
  return browser;
}

/** Wrong passwords for the owner's account, one after another, from ten addresses. */
async function attack(times: number): Promise<string[]> {
  const strangers = Array.from({ length: 10 }, () => browse());
  const outcomes = [];
  for (let time = 0; time < times; time++) {
    const { error } = (await strangers[time % 10]?.signIn(owner, `guess ${time}`)) ?? {};
    outcomes.push(error ?? '');
  }
  return outcomes;
}

it('a hundred wrong passwords from ten addresses do not hinder the owner on a device they used before', async () => {
  const known = await signedInBefore('198.51.100.7');
  const outcomes = await attack(100);
  expect(outcomes.filter((error) => error === 'CredentialsSignin')).toHaveLength(20);
  expect(outcomes.slice(20)).toEqual(Array.from({ length: 80 }, () => refused.error));
  expect(await known.signIn(owner, PASSWORD)).toEqual(succeeded);
  expect((await readSession(known.cookieHeader()))?.person.email).toBe(owner);
});

it('nor even one that comes from an attacker’s address', async () => {
  const known = await signedInBefore('198.51.100.8');
  for (let guess = 0; guess < 60; guess++)
    await browse('198.51.100.8').signIn(`${guess}@example.com`, 'wrong');
  expect(await browse('198.51.100.8').signIn('other@example.com', 'wrong')).toEqual(refused);
  expect(await known.signIn(owner, PASSWORD)).toEqual(succeeded);
});

it('and the owner on a new device waits a minute at most, however many there were', async () => {
  for (let round = 0; round < 12; round++) {
    await attack(30);
    pass(MINUTE_MS);
  }
  await attack(10);
  const fresh = browse();
  const { error } = await fresh.signIn(owner, PASSWORD);
  expect(error).toMatch(/^TooManyAttempts-/);
  const seconds = Number(error?.split('-')[1]);
  expect(seconds).toBeLessThanOrEqual(60);
  pass(seconds * 1_000);
  expect(await fresh.signIn(owner, PASSWORD)).toEqual(succeeded);
});

it('gives guesses from everywhere together no more than one a minute, once it noticed them', async () => {
  await attack(40);
  let guesses = 0;
  for (let round = 0; round < 60; round++) {
    pass(10_000);
    for (let guess = 0; guess < 3; guess++) {
      if ((await browse().signIn(owner, 'wrong')).error === 'CredentialsSignin') guesses++;
    }
  }
  // Ten minutes: six pauses of 1 to 32 seconds, then one of 60 after another.
  expect(guesses).toBeLessThanOrEqual(16);
});

it('makes one address wait longer and longer with each wrong password for one account', async () => {
  const stranger = browse();
  const waits = [];
  for (let attempt = 0; attempt < 16; attempt++) {
    const { error } = await stranger.signIn(owner, 'wrong');
    const seconds = Number(/^TooManyAttempts-(\d+)$/.exec(error ?? '')?.[1] ?? 0);
    waits.push(seconds);
    if (seconds === 0) continue;
    pass(seconds * 1_000);
    expect(await stranger.signIn(owner, 'wrong')).toMatchObject({ error: 'CredentialsSignin' });
  }
  expect(waits).toEqual([0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900]);
});

it('treats an account that does not exist the same', async () => {
  const known = owner;
  const outcomesOf = async (account: string) => {
    owner = account;
    return (await attack(40)).map((error) => error.split('-')[0]);
  };
  expect(await outcomesOf(`nobody-${known}`)).toEqual(await outcomesOf(known));
});

it('limits a known device by itself: whoever stole it does not guess for long', async () => {
  const stolen = await signedInBefore('198.51.100.9');
  for (let guess = 0; guess < 10; guess++) {
    expect(await stolen.signIn(owner, 'wrong')).toMatchObject({ error: 'CredentialsSignin' });
  }
  expect(await stolen.signIn(owner, PASSWORD)).toEqual(refused);
});

it('knows a device for the account it signed in to, and for no other', async () => {
  const stranger = `stranger-${owner}`;
  await createPerson(stranger, {}, PASSWORD);
  const browser = browse('198.51.100.10');
  expect(await browser.signIn(stranger, PASSWORD)).toEqual(succeeded);
  await attack(100);
  expect(await browser.signIn(owner, PASSWORD)).toEqual(refused);
});

it('does not count a right password: somebody may sign in as often as they like', async () => {
  for (let time = 0; time < 60; time++) {
    expect(await browse('198.51.100.11').signIn(owner, PASSWORD)).toEqual(succeeded);
  }
});

it('a flood of sign-ins from everywhere is refused beyond a bound, and people on known devices pass', async () => {
  const known = await signedInBefore('198.51.100.12');
  const flood = Promise.all(
    Array.from({ length: 150 }, (_, index) => browse().signIn(`${index}-${owner}`, 'wrong')),
  );
  const signedIn = await known.signIn(owner, PASSWORD);
  const outcomes = (await flood).map(({ error }) => error);
  expect(signedIn).toEqual(succeeded);
  expect(new Set(outcomes)).toEqual(new Set(['CredentialsSignin', 'Busy-2']));
});
