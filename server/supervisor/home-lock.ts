import { accessSync, constants, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { createLogger } from '../platform/logger.ts';
import { commandOf } from '../platform/process-command.mjs';
import { StartError } from './start-error.ts';

const FILE = 'running.json';
const LEFTOVER_GRACE_MS = 3_000;
const POLL_MS = 50;

const contents = z.object({ supervisor: z.number(), children: z.array(z.number()) });

/** One Heddle per home: its Postgres, its ledger spool and its secrets belong to one supervisor at a time. */
export interface HomeLock {
  /** Notes the processes started, so that the next start can clear them away should this one be killed. */
  noteChildren(children: readonly number[]): void;
  release(): void;
}

/** @throws StartError when another Heddle runs from this home */
export function refuseSharedHome(home: string): void {
  const holder = supervisorOf(home);
  if (holder === undefined || holder === process.pid || !isHeddle(holder)) return;
  throw new StartError(
    `Heddle is already running from ${home} (process ${holder}). ` +
      'For a second one beside it: HEDDLE_HOME=.heddle-2 PORT=3001 npm start',
  );
}

/**
 * Takes a home for this process, after ending what a killed supervisor left running.
 * @throws StartError when another Heddle runs from it
 */
export async function lockHome(home: string): Promise<HomeLock> {
  refuseSharedHome(home);
  makeHome(home);
  const file = path.join(home, FILE);
  await endLeftovers(readLock(file)?.children ?? []);
  const write = (children: readonly number[]) =>
    writeFileSync(file, JSON.stringify({ supervisor: process.pid, children }));
  write([]);
  return {
    noteChildren(children) {
      try {
        write(children);
      } catch (error) {
        // A full disk is no reason to leave the processes alone.
        createLogger('supervisor').warn({ err: error }, `${FILE} cannot be written`);
      }
    },
    release: () => {
      if (supervisorOf(home) === process.pid) rmSync(file, { force: true });
    },
  };
}

function makeHome(home: string): void {
  try {
    mkdirSync(home, { recursive: true });
    accessSync(home, constants.W_OK);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartError(`HEDDLE_HOME: found ${home}, expected a directory Heddle may write to (${reason})`);
  }
}

/** The process that holds a home, dead or alive. */
export function supervisorOf(home: string): number | undefined {
  return readLock(path.join(home, FILE))?.supervisor;
}

/** The processes that whoever holds a home has started, dead or alive. */
export function childrenOf(home: string): readonly number[] {
  return readLock(path.join(home, FILE))?.children ?? [];
}

function readLock(file: string): z.infer<typeof contents> | undefined {
  try {
    return contents.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    // Absent, or cut short by a crash while it was written.
    return undefined;
  }
}

async function endLeftovers(children: readonly number[]): Promise<void> {
  const left = children.filter(isHeddle);
  for (const pid of left) process.kill(pid, 'SIGTERM');
  const deadline = Date.now() + LEFTOVER_GRACE_MS;
  while (left.some(isHeddle) && Date.now() < deadline) await delay(POLL_MS);
  for (const pid of left.filter(isHeddle)) process.kill(pid, 'SIGKILL');
}

/** A process number may have been given to something else since; only Heddle's own are touched. */
function isHeddle(pid: number): boolean {
  return /server\/(main|processes\/\w+)\.ts/.test(commandOf(pid) ?? '');
}
