import { readdirSync, readFileSync } from 'node:fs';
import { commandOf } from '../../process-command.mjs';

/** How what computes in a cluster of ours calls itself, `postgres: <user> <database> <client> <state>` for one. */
const OURS = /^postgres: (?:heddle(?:_[a-z]+)? |parallel worker |autovacuum worker heddle)/;
const POSTGRES = /\bpostgres(?:\.exe)?(?: |: |$)/;

/**
 * Backends of our own whose postmaster was killed. One that waits for something ends by itself; one that computes
 * goes on to the end of its query, and keeps the shared memory that a new postmaster wants. Their work is lost in
 * any case. Found on Linux only.
 */
export function orphanedBackends(): number[] {
  const numbers = directoriesOfProcesses().filter((name) => /^\d+$/.test(name));
  return numbers.map(Number).filter(isOrphanedBackend);
}

export function isOrphanedBackend(pid: number): boolean {
  return OURS.test(commandOf(pid) ?? '') && !POSTGRES.test(commandOf(parentOf(pid)) ?? '');
}

function directoriesOfProcesses(): string[] {
  try {
    return readdirSync('/proc');
  } catch {
    return [];
  }
}

/** 0 where there is none. */
function parentOf(pid: number): number {
  try {
    return Number(/^PPid:\s+(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}
