import { randomBytes } from 'node:crypto';
import type { Pool } from 'pg';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { findSession, startSession } from '../../../server/access/session.ts';
import { readSession } from '../../../server/access/session-token.ts';
import { expiredAccess } from '../../../server/jobs/expired-access.ts';
import { runJob } from '../../../server/jobs/run-job.ts';
import { createPool } from '../../../server/platform/db/pools.ts';
import { createPerson, someClient } from '../../support/control-plane.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { Browser, type NextAuthServer, startNextAuth } from './next-auth-server.ts';

const PASSWORD = 'correct horse battery';
const HOUR_MS = 3_600_000;
const MAX_AGE_HOURS = 100;
const IDLE_HOURS = 10;
let database: TestDatabase;
let server: NextAuthServer;
let platform: Pool;
let person: Awaited<ReturnType<typeof createPerson>>;

beforeAll(async () => {
  database = await createTestDatabase();
  process.env.HEDDLE_SESSION_MAX_AGE_HOURS = String(MAX_AGE_HOURS);
  process.env.HEDDLE_SESSION_IDLE_HOURS = String(IDLE_HOURS);
  server = await startNextAuth();
  platform = createPool('heddle_platform');
});
beforeEach(async () => {
  person = await createPerson(`anna-${randomBytes(4).toString('hex')}@example.com`, {}, PASSWORD);
});
afterAll(async () => {
  await platform.end();
  server.close();
  await database.close();
});

async function rows() {
  const found = await database.owner.query(
    'select id, created_at, last_seen_at, expires_at from sessions where user_id = $1 order by created_at',
    [person.id],
  );
  return found.rows;
}

/** Lets time pass for a session: its times lie so many hours further back. */
async function age(id: string, hours: number): Promise<void> {
  await database.owner.query(
    `update sessions set created_at = created_at - $2::interval, last_seen_at = last_seen_at - $2::interval,
       expires_at = expires_at - $2::interval where id = $1`,
    [id, `${hours} hours`],
  );
}

it('goes on while it is used, and ends when it was not used for the idle time', async () => {
  const id = await startSession(person.id, someClient);
  for (let day = 0; day < 5; day++) {
    await age(id, IDLE_HOURS - 0.1);
    expect(await findSession(id)).toMatchObject({ person: { id: person.id } });
  }
  await age(id, IDLE_HOURS + 0.1);
  expect(await findSession(id)).toBeNull();
});

it('ends at its absolute end, however much it is used', async () => {
  const id = await startSession(person.id, someClient);
  let hours = 0;
  while (await findSession(id)) {
    await age(id, 1);
    hours++;
  }
  expect(hours).toBe(MAX_AGE_HOURS);
});

it('never has an end beyond the absolute one in its row, so that the job clears it in time', async () => {
  const id = await startSession(person.id, someClient);
  for (let step = 0; step < 11; step++) {
    await age(id, 9);
    await findSession(id);
  }
  const [row] = await rows();
  expect(row.expires_at.getTime() - row.created_at.getTime()).toBe(MAX_AGE_HOURS * HOUR_MS);
  await age(id, 2);
  await runJob(expiredAccess, platform);
  expect(await rows()).toEqual([]);
});

it('ends at once where a stricter setting has ended it, whatever its row says', async () => {
  const id = await startSession(person.id, someClient);
  await database.owner.query(
    `update sessions set created_at = now() - interval '101 hours', expires_at = now() + interval '30 days' where id = $1`,
    [id],
  );
  expect(await findSession(id)).toBeNull();
});

it('is replaced when its browser signs in again: the old cookie is worth nothing', async () => {
  const browser = new Browser(server, '198.51.100.20');
  await browser.signIn(person.email, PASSWORD);
  const old = browser.cookieHeader();
  const [first] = await rows();
  expect(await browser.signIn(person.email, PASSWORD)).toMatchObject({ error: null });
  expect(await readSession(old)).toBeNull();
  expect(await readSession(browser.cookieHeader())).toMatchObject({ person: { id: person.id } });
  const left = await rows();
  expect(left).toHaveLength(1);
  expect(left[0].id).not.toBe(first.id);
});

it('is replaced too when somebody else signs in there, and that person’s elsewhere goes on', async () => {
  const [shared, elsewhere] = [new Browser(server, '198.51.100.21'), new Browser(server, '198.51.100.22')];
  await shared.signIn(person.email, PASSWORD);
  await elsewhere.signIn(person.email, PASSWORD);
  const old = shared.cookieHeader();
  const other = await createPerson(`bert-${randomBytes(4).toString('hex')}@example.com`, {}, PASSWORD);
  await shared.signIn(other.email, PASSWORD);
  expect(await readSession(old)).toBeNull();
  expect(await readSession(elsewhere.cookieHeader())).toMatchObject({ person: { id: person.id } });
  const { rows: events } = await database.owner.query(
    `select operation from audit_events where actor_id = $1 order by id`,
    [person.id],
  );
  expect(events.map(({ operation }) => operation)).toEqual([
    'account.signIn',
    'account.signIn',
    'account.signOut',
  ]);
});

it('stays when somebody tries to sign in there with a wrong password', async () => {
  const browser = new Browser(server, '198.51.100.23');
  await browser.signIn(person.email, PASSWORD);
  const cookies = browser.cookieHeader();
  expect(await browser.signIn(person.email, 'wrong')).toMatchObject({ error: 'CredentialsSignin' });
  expect(await readSession(cookies)).not.toBeNull();
});

it('gives a cookie that lasts no longer than the absolute end', async () => {
  const browser = new Browser(server, '198.51.100.24');
  await browser.signIn(person.email, PASSWORD);
  const cookie = browser.setCookies.find((line) => line.startsWith('next-auth.session-token='));
  const [, expires = ''] = /Expires=([^;]+)/i.exec(cookie ?? '') ?? [];
  expect(Date.parse(expires) - Date.now()).toBeLessThanOrEqual(MAX_AGE_HOURS * HOUR_MS);
});
