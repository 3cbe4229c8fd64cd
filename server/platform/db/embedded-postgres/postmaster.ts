import { readFileSync, realpathSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { commandOf } from '../../process-command.mjs';
import { isOrphanedBackend, orphanedBackends } from './orphaned-backends.ts';

const FAST_SHUTDOWN_MS = 10_000;
const IMMEDIATE_SHUTDOWN_MS = 5_000;
const POLL_MS = 25;

/** How {@link startCluster} runs a postmaster. */
const DATA_DIRECTORY = /\bpostgres(?:\.exe)? -D (.+?) -c /;

/**
 * Stops whatever Postgres runs on this data directory (fast shutdown, then immediate), also one that a
 * killed process left behind, and removes what a killed Postgres left: its lock file, and backends at work.
 */
export async function stopPostmaster(dataDirectory: string): Promise<void> {
  const lockFile = path.join(dataDirectory, 'postmaster.pid');
  const pid = readLock(lockFile);
  const runs = () => pid !== undefined && isPostmasterOn(pid, dataDirectory);
  if (pid === undefined || !runs()) {
    await endOrphanedBackends();
    rmSync(lockFile, { force: true });
    return;
  }
  process.kill(pid, 'SIGINT');
  if (await within(FAST_SHUTDOWN_MS, runs)) return;
  process.kill(pid, 'SIGQUIT');
  if (!(await within(IMMEDIATE_SHUTDOWN_MS, runs))) {
    throw new Error(`Postgres (process ${pid}) on ${dataDirectory} does not stop`);
  }
}

async function endOrphanedBackends(): Promise<void> {
  const backends = orphanedBackends();
  for (const pid of backends) {
    try {
      process.kill(pid, 'SIGQUIT');
    } catch {
      // It ended by itself, or is somebody else's.
    }
  }
  await within(IMMEDIATE_SHUTDOWN_MS, () => backends.some(isOrphanedBackend));
}

function readLock(lockFile: string): number | undefined {
  try {
    const pid = Number.parseInt(readFileSync(lockFile, 'utf8'), 10);
    return Number.isInteger(pid) && pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}

/** The number in a stale lock may belong to something else by now, another Postgres too, which must be left alone. */
function isPostmasterOn(pid: number, dataDirectory: string): boolean {
  const directory = DATA_DIRECTORY.exec(commandOf(pid) ?? '')?.[1];
  return directory !== undefined && realPath(directory) === realPath(dataDirectory);
}

function realPath(directory: string): string {
  try {
    return realpathSync(directory);
  } catch {
    return path.resolve(directory);
  }
}

/** Whether something came to its end in time. */
async function within(limitMs: number, goesOn: () => boolean): Promise<boolean> {
  const deadline = Date.now() + limitMs;
  while (goesOn()) {
    if (Date.now() > deadline) return false;
    await delay(POLL_MS);
  }
  return true;
}
