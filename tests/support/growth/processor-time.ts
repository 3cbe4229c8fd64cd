import { GCProfiler } from 'node:v8';
import { expect } from 'vitest';

/** Work on an input, prepared so that only the work itself is timed. */
export type Prepared = () => void;

/** What others do on the machine spoils some runs; work that is too much spoils all of them. */
const mostRuns = 20;

/**
 * Milliseconds of this thread's processor time that the work itself takes. What others do on the machine does not
 * count, nor do pauses for garbage: whether one falls into a short run is chance, and what they cost depends on all
 * that the process holds. (vitest.config.ts makes them rare.)
 */
export function msOf(work: Prepared): number {
  globalThis.gc?.({ type: 'minor', execution: 'sync' });
  const profiler = new GCProfiler();
  profiler.start();
  const beganAt = performance.now();
  const before = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(before);
  const elapsedMs = performance.now() - beganAt;
  const { statistics } = profiler.stop();
  const pausedMs = statistics.reduce((ms, { cost }) => ms + cost / 1000, 0);
  // Pauses are told by the clock; of them the thread had the processor for as large a part as of all.
  const ownPart = elapsedMs > pausedMs ? 1 - pausedMs / elapsedMs : 0;
  return ((user + system) / 1000) * ownPart;
}

/** The least that some work takes, of as many runs as it needs to take less than `enoughMs`, or of many. */
export function leastMsOf(work: Prepared, enoughMs: number): number {
  let least = msOf(work);
  for (let run = 1; run < mostRuns && least >= enoughMs; run++) least = Math.min(least, msOf(work));
  return least;
}

/** Expects that some work takes less processor time than so much. It may have to be done several times. */
export function expectBrief(work: Prepared, withinMs: number): void {
  expect(leastMsOf(work, withinMs)).toBeLessThan(withinMs);
}
