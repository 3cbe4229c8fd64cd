import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { commandOf } from '../../process-command.mjs';

const FAST_SHUTDOWN_MS = 10_000;
const IMMEDIATE_SHUTDOWN_MS = 5_000;
const POLL_MS = 25;

/**
 * Stops whatever Postgres runs on this data directory (fast shutdown, then immediate), also one that a
 * killed process left behind, and removes a lock file that no Postgres holds any more.
 */
export async function stopPostmaster(dataDirectory: string): Promise<void> {
  const lockFile = path.join(dataDirectory, 'postmaster.pid');
  const pid = readLock(lockFile);
  if (pid === undefined) return;
  if (!isPostgres(pid)) {
    rmSync(lockFile, { force: true });
    return;
  }
  process.kill(pid, 'SIGINT');
  if (await hasEnded(pid, FAST_SHUTDOWN_MS)) return;
  process.kill(pid, 'SIGQUIT');
  if (!(await hasEnded(pid, IMMEDIATE_SHUTDOWN_MS))) {
    throw new Error(`Postgres (process ${pid}) on ${dataDirectory} does not stop`);
  }
}

function readLock(lockFile: string): number | undefined {
  try {
    const pid = Number.parseInt(readFileSync(lockFile, 'utf8'), 10);
    return Number.isInteger(pid) && pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}

/** The process number in a stale lock may belong to something else by now, which must be left alone. */
function isPostgres(pid: number): boolean {
  return commandOf(pid)?.includes('postgres') ?? false;
}

async function hasEnded(pid: number, withinMs: number): Promise<boolean> {
  const deadline = Date.now() + withinMs;
  while (isPostgres(pid)) {
    if (Date.now() > deadline) return false;
    await delay(POLL_MS);
  }
  return true;
}
