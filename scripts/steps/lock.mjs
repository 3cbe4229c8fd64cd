import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { commandOf } from '../../server/platform/process-command.mjs';

const POLL_MS = 200;
/** Longer than the slowest machine takes for every step together. */
const LONGEST_WAIT_MS = 20 * 60_000;
/** A lock is written a moment after it is made; one that says nothing for longer was left by a crash. */
const UNREADABLE_GRACE_MS = 5_000;

/**
 * Does work that no other process may do in the same checkout at the same time. While one does, it waits and says
 * so. What a process that is gone left locked is taken over.
 * @template T
 * @param {string} root the checkout
 * @param {() => T | Promise<T>} work
 * @param {{longestWaitMs?: number}} [options]
 * @returns {Promise<T>} rejects when the other one takes too long
 */
export async function withLock(root, work, { longestWaitMs = LONGEST_WAIT_MS } = {}) {
  const file = path.join(root, '.heddle-steps.lock');
  await take(file, longestWaitMs);
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

async function take(file, longestWaitMs) {
  const deadline = Date.now() + longestWaitMs;
  let told = false;
  while (!tryToTake(file)) {
    const other = `Another npm command (process ${readHolder(file)?.pid ?? 'unknown'}) is preparing this checkout`;
    if (Date.now() > deadline) {
      throw new Error(`${other} and does not finish. End it, or delete ${file}, and start again.`);
    }
    if (!told) console.log(`${other}; waiting for it …`);
    told = true;
    await delay(POLL_MS);
  }
}

function tryToTake(file) {
  if (create(file)) return true;
  if (isHeld(file)) return false;
  clear(file);
  return create(file);
}

/** False when there is one already. */
function create(file) {
  const holder = JSON.stringify({ pid: process.pid, command: commandOf(process.pid) });
  return unlessThere(() => writeFileSync(file, holder, { flag: 'wx' }));
}

/**
 * Removes a lock nobody holds. One process at a time, which looks once more: otherwise the second could remove
 * what the first one has taken since.
 */
function clear(file) {
  const clearing = `${file}.clearing`;
  if (!unlessThere(() => mkdirSync(clearing))) {
    // Clearing takes a moment; who took longer was killed at it.
    if (!isYoung(clearing)) rmSync(clearing, { recursive: true, force: true });
    return;
  }
  if (!isHeld(file)) rmSync(file, { force: true });
  rmSync(clearing, { recursive: true, force: true });
}

/** @returns {boolean} whether `make` made something new */
function unlessThere(make) {
  try {
    make();
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

function isHeld(file) {
  const holder = readHolder(file);
  if (holder === undefined) return isYoung(file);
  // A process number may have been given to something else since, in a new container even to this process.
  return (
    holder.pid !== process.pid && holder.command !== undefined && commandOf(holder.pid) === holder.command
  );
}

/** @returns {{pid: number, command?: string} | undefined} undefined when it is gone, or was cut short */
function readHolder(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

function isYoung(file) {
  const made = statSync(file, { throwIfNoEntry: false })?.mtimeMs;
  return made !== undefined && Date.now() - made < UNREADABLE_GRACE_MS;
}
