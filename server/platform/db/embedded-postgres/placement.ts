import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Account } from './account.ts';
import { isTraversable } from './traversable.ts';

const RECORD = 'postgres-location';

/**
 * Directory in which the embedded Postgres of a home keeps its data: `<home>/postgres`, or, where the account
 * it runs as cannot reach that (root's own 0700 directories), one outside, noted in `<home>/postgres-location`.
 */
export function placePostgres(home: string, account: Account | undefined): string {
  const record = path.join(home, RECORD);
  const noted = existsSync(record) ? readFileSync(record, 'utf8').trim() : '';
  if (noted && existsSync(noted)) return noted;
  const inside = path.join(home, 'postgres');
  if (!account || isTraversable(inside, account)) return inside;
  // A new name each time: data without its home, and so without its password, is not mistaken for this home's.
  const outside = makeOutside(randomBytes(6).toString('hex'), account);
  writeFileSync(record, `${outside}\n`);
  return outside;
}

/** A directory of root's own that the account may pass through. */
function makeOutside(name: string, account: Account): string {
  for (const base of ['/var/lib/heddle', path.join(tmpdir(), 'heddle')]) {
    const directory = path.join(base, name);
    try {
      mkdirSync(directory, { recursive: true });
      chmodSync(base, 0o755);
      chmodSync(directory, 0o755);
      if (isTraversable(directory, account)) return directory;
    } catch {
      // Not writable here (a read-only system, for example): the next place may be.
    }
  }
  throw new Error(
    'No place for the embedded Postgres: neither HEDDLE_HOME, /var/lib nor the temporary directory can be reached ' +
      'by an unprivileged account. Set HEDDLE_HOME to a directory others may pass through, or set DATABASE_URL.',
  );
}
