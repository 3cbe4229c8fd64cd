import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

/** Bytes that have come on top since garbage was last collected, from which on that is worth its time. */
const worthCollecting = 32 * 1024 * 1024;

/** What was left the last time. */
let leftBytes = 0;

/**
 * Gives back what large tasks left behind in the thread it is called from. V8 by itself would wait until its heap is
 * nearly full, and one that is allowed to be large would keep hundreds of megabytes that nobody uses.
 */
export function collectGarbage(): void {
  if (heldBytes() < leftBytes + worthCollecting) return;
  collect();
  leftBytes = heldBytes();
}

function heldBytes(): number {
  const { used_heap_size, external_memory } = getHeapStatistics();
  return used_heap_size + external_memory;
}
