import { readFileSync } from 'node:fs';
import { setPriority } from 'node:os';

/** Beside a thread of ordinary priority on the same core, one of this gets a tenth of the time. */
const lowerPriority = 10;

/**
 * Lets the event loop's thread go first where there are fewer cores than threads with something to do. On Linux a
 * priority is a thread's own; elsewhere it would be the whole process's, and nothing is done.
 */
export function giveWay(): void {
  if (process.platform !== 'linux') return;
  try {
    const threadId = Number.parseInt(readFileSync('/proc/thread-self/stat', 'utf8'), 10);
    setPriority(threadId, lowerPriority);
  } catch {
    // Without /proc, or without the right to: the system divides its time evenly, as it always does.
  }
}
