import { Fault } from '../canonical/fault.ts';
import { asPlatform } from '../platform/db/prisma.ts';
import { countAttempt, forgetAttempts } from './attempt-limits.ts';
import type { Person } from './caller.ts';
import type { Client } from './client.ts';
import { verifyPassword } from './password.ts';
import { noteRefusedSignIn } from './refused-sign-in.ts';

const WINDOW_MS = 15 * 60_000;
/** From one address: offices share one. */
const PER_ADDRESS = { limit: 100, windowMs: WINDOW_MS };
/** For one account: from one address, so that a stranger cannot lock anybody out; and from all together. */
const PER_ACCOUNT_AND_ADDRESS = { limit: 10, windowMs: WINDOW_MS };
const PER_ACCOUNT = { limit: 100, windowMs: WINDOW_MS };

const LONGEST_EMAIL = 254;
const LONGEST_PASSWORD = 200;

/**
 * The person with this e-mail address and password, or null. An address that nobody has and a wrong password
 * give the same answer after the same time.
 * @throws Fault rate_limited after too many attempts
 */
export async function checkCredentials(
  email: string,
  password: string,
  client: Client,
): Promise<Person | null> {
  const { address } = client;
  const account = email.trim().toLowerCase();
  if (account.length > LONGEST_EMAIL || password.length > LONGEST_PASSWORD) return null;
  await countAttempt(`sign-in:address:${address}`, PER_ADDRESS);
  await countAttempt(`sign-in:both:${address}:${account}`, PER_ACCOUNT_AND_ADDRESS);
  await countAttempt(`sign-in:account:${account}`, PER_ACCOUNT);
  const row = await asPlatform((transaction) =>
    transaction.user.findUnique({
      where: { email: withoutNul(account) },
      select: { id: true, email: true, name: true, isOperator: true, passwordHash: true },
    }),
  );
  const matches = await verifyPassword(row?.passwordHash ?? null, password);
  if (!row) return null;
  if (!matches) {
    noteRefusedSignIn(row, client);
    return null;
  }
  await forgetAttempts(`sign-in:both:${address}:${account}`);
  const { passwordHash: _, ...person } = row;
  return person;
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
