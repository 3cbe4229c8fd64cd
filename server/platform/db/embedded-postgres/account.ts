import { readFileSync } from 'node:fs';

/** A system account by number. */
export interface Account {
  uid: number;
  gid: number;
}

/** Accounts that root may borrow for Postgres, the first that exists. */
const CANDIDATES = ['postgres', 'nobody'];
const NOBODY: Account = { uid: 65_534, gid: 65_534 };

/**
 * Whom Postgres runs as. It refuses to run as root, so root borrows an account that exists anyway; everybody
 * else runs it as themselves (undefined).
 */
export function postgresAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const accounts = readAccounts();
  return CANDIDATES.flatMap((name) => accounts.get(name) ?? [])[0] ?? NOBODY;
}

function readAccounts(): Map<string, Account> {
  const accounts = new Map<string, Account>();
  for (const line of readFileSync('/etc/passwd', 'utf8').split('\n')) {
    const [name, , uid, gid] = line.split(':');
    if (name && uid && gid) accounts.set(name, { uid: Number(uid), gid: Number(gid) });
  }
  return accounts;
}
