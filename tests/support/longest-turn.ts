import { expect } from 'vitest';

/** Garbage, and code that is still being compiled, make some rounds' turns longer; work that is too much makes all. */
const mostRounds = 10;

/**
 * Expects that no turn of the event loop takes longer while the work goes on, in processor time of this thread: how
 * busy the machine is with other things does not count. The work may have to be done several times.
 */
export async function expectShortTurns(work: () => Promise<unknown>, withinMs: number): Promise<void> {
  let least = await longestTurn(work);
  for (let round = 1; round < mostRounds && least >= withinMs; round++) {
    least = Math.min(least, await longestTurn(work));
  }
  expect(least).toBeLessThan(withinMs);
}

/** Milliseconds of processor time of the longest turn. */
async function longestTurn(work: () => Promise<unknown>): Promise<number> {
  let longest = 0;
  let last = process.threadCpuUsage();
  let going = true;
  const watch = () => {
    const { user, system } = process.threadCpuUsage(last);
    longest = Math.max(longest, (user + system) / 1000);
    last = process.threadCpuUsage();
    if (going) setImmediate(watch);
  };
  setImmediate(watch);
  try {
    await work();
  } finally {
    going = false;
    watch();
  }
  return longest;
}
