import { setImmediate as nextTurn } from 'node:timers/promises';

/** A turn of the event loop that took no longer had nothing to do. */
const IDLE_TURN_MS = 0.05;
/** Nobody waits longer for others. */
const LONGEST_MS = 8;

/**
 * Waits for what else this process is about to finish: while there is work in each turn of the event loop, more records
 * are on their way. A statement costs Postgres as much as some ten records, so that on a busy machine fewer and larger
 * ones let everybody through sooner; on one with nothing else to do this ends within microseconds.
 */
export async function gatherWhileBusy(): Promise<void> {
  let now = performance.now();
  const latest = now + LONGEST_MS;
  let before: number;
  do {
    before = now;
    await nextTurn();
    now = performance.now();
  } while (now - before > IDLE_TURN_MS && now < latest);
}
