import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { postgresAccount } from '../../../server/platform/db/embedded-postgres/account.ts';
import { dataDirectoryIn } from '../../../server/platform/db/embedded-postgres/cluster.ts';
import { placePostgres } from '../../../server/platform/db/embedded-postgres/placement.ts';

/** Process id of the Postgres in a HEDDLE_HOME. */
export function postmasterOf(home: string): number {
  const data = dataDirectoryIn(placePostgres(home, postgresAccount()));
  return Number.parseInt(readFileSync(path.join(data, 'postmaster.pid'), 'utf8'), 10);
}

/** Stops the postmaster and all its backends where they stand, until told to go on. */
export function freezePostgres(home: string): { thaw(): void } {
  const postmaster = postmasterOf(home);
  const frozen = [postmaster, ...childrenOf(postmaster)];
  for (const pid of frozen) process.kill(pid, 'SIGSTOP');
  return {
    thaw() {
      for (const pid of frozen.reverse()) process.kill(pid, 'SIGCONT');
    },
  };
}

function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => parentOf(pid) === parent)
    .map(Number);
}

function parentOf(pid: string): number {
  try {
    // `pid (name) state parent …`, and a name may hold anything.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return 0;
  }
}
