import { Fault } from '../canonical/fault.ts';
import { asPlatform } from '../platform/db/prisma.ts';
import type { Person } from './caller.ts';
import type { Client } from './client.ts';
import { findDevice } from './device-cookie.ts';
import { verifyPassword } from './password.ts';
import { noteRefusedSignIn } from './refused-sign-in.ts';
import { beginSignIn, type SignInAttempt, signInSucceeded, takeBackSignIn } from './sign-in-backoff.ts';

const LONGEST_EMAIL = 254;
const LONGEST_PASSWORD = 200;

/**
 * The person with this e-mail address and password, or null. An address that nobody has and a wrong password
 * give the same answer after the same time.
 * @param cookieHeader tells whether the browser is known to the account
 * @throws Fault rate_limited after too many wrong passwords, unavailable when too many sign in at once
 */
export async function checkCredentials(
  email: string,
  password: string,
  client: Client,
  cookieHeader: string | null = null,
): Promise<Person | null> {
  const account = email.trim().toLowerCase();
  if (account.length > LONGEST_EMAIL || password.length > LONGEST_PASSWORD) return null;
  const attempt = { account, address: client.address, device: findDevice(cookieHeader, account) };
  await beginSignIn(attempt);
  const checked = await check(attempt, password).catch(async (error: unknown) => {
    await takeBackSignIn(attempt);
    throw error;
  });
  if (checked.matches) await signInSucceeded(attempt);
  else if (checked.person) noteRefusedSignIn(checked.person, client);
  return checked.matches ? checked.person : null;
}

async function check(
  { account, device }: SignInAttempt,
  password: string,
): Promise<{ person: Person | null; matches: boolean }> {
  let person: Person | null = null;
  const readHash = async () => {
    const row = await asPlatform((transaction) =>
      transaction.user.findUnique({
        where: { email: withoutNul(account) },
        select: { id: true, email: true, name: true, isOperator: true, passwordHash: true },
      }),
    );
    if (!row) return null;
    const { passwordHash, ...rest } = row;
    person = rest;
    return passwordHash;
  };
  const matches = await verifyPassword(readHash, password, device === null ? 'stranger' : 'known');
  return { person, matches };
}

/** Asks for the two together; anything but text is as wrong as a wrong password. */
export function readCredentials(sent: Record<string, unknown> | undefined): {
  email: string;
  password: string;
} {
  const { email, password } = sent ?? {};
  if (typeof email !== 'string' || typeof password !== 'string') {
    throw new Fault('invalid_request', 'Expected email and password as text', { path: 'email' });
  }
  return { email, password };
}

/** Postgres takes no NUL in text; no account has one. */
function withoutNul(text: string): string {
  return text.replaceAll('\0', '\ufffd');
}
