import { existsSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Account } from './account.ts';

/** Whether an account may pass through every directory on the way to `target`, so far as they exist yet. */
export function isTraversable(target: string, account: Account): boolean {
  let directory = path.resolve(target);
  while (!existsSync(directory)) directory = path.dirname(directory);
  directory = realpathSync(directory);
  if (!statSync(directory).isDirectory()) directory = path.dirname(directory);
  for (;;) {
    const { mode, uid, gid } = statSync(directory);
    const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    const parent = path.dirname(directory);
    if (parent === directory) return true;
    directory = parent;
  }
}
