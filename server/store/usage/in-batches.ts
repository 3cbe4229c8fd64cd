/**
 * Does the next batch of something until one finds nothing to do, or the time is up.
 * @param until as performance.now() has it
 * @param batch returns how much it did
 * @returns how much all did
 */
export async function inBatches(until: number, batch: () => Promise<number>): Promise<number> {
  let all = 0;
  let done: number;
  do {
    done = await batch();
    all += done;
  } while (done > 0 && performance.now() < until);
  return all;
}
