import { expect } from 'vitest';
import { msOf, type Prepared } from './processor-time.ts';

/** What costs less counts as much: below, chance is all there is. */
const leastMs = 5;
/** How much more than in proportion time may grow. */
const tolerance = 1.3;
const multiple = 4;
/** A busy machine spoils many measurements; growth spoils all of them. */
const mostRounds = 30;

export interface Growth {
  size: number;
  /** Least milliseconds of four of the size, one after the other. */
  fourMs: number;
  /** Least milliseconds of one of four times the size. */
  largeMs: number;
  /** Whether the large one took no more than 1.3 times as long: what is quadratic takes four times as long. */
  isLinear: boolean;
}

/**
 * Times work on four inputs of a size, and on one of four times the size: both read and write as much memory, so that
 * processor and caches serve both alike. The size is found: large enough to be measured, and small enough that four
 * times as much is within the bounds. Where time seems to grow too fast, both are timed time and again.
 * @param prepare Makes the input of a size, and gives the work on it.
 * @param most Largest size within the bounds.
 */
export function measureGrowth(prepare: (size: number) => Prepared, most: number): Growth {
  const size = measurableSize(prepare, Math.floor(most / multiple));
  const small = Array.from({ length: multiple }, () => prepare(size));
  const large = prepare(size * multiple);
  let [fourMs, largeMs] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let round = 1; ; round++) {
    const measuredMs = msOf(() => {
      for (const work of small) work();
    });
    fourMs = Math.min(fourMs, measuredMs);
    largeMs = Math.min(largeMs, msOf(large));
    const isLinear = largeMs <= tolerance * Math.max(fourMs, multiple * leastMs);
    if (isLinear || round === mostRounds) return { size, fourMs, largeMs, isLinear };
  }
}

/** Expects that work takes time in proportion to its size. @param what stands in the failure's words */
export function expectLinear(prepare: (size: number) => Prepared, most: number, what = 'the work'): void {
  const { size, fourMs, largeMs, isLinear } = measureGrowth(prepare, most);
  const told = `${what}: ${fourMs.toFixed(1)} ms for four of ${size}, ${largeMs.toFixed(1)} ms for one of ${multiple * size}`;
  expect(isLinear, told).toBe(true);
}

/** The smallest of some sizes that can be measured, or `most`. Each is warmed up first. */
function measurableSize(prepare: (size: number) => Prepared, most: number): number {
  for (let size = Math.min(most, 500); size < most; ) {
    const work = prepare(size);
    const ms = Math.min(msOf(work), msOf(work), msOf(work));
    if (ms >= leastMs) return size;
    // A little more than it seems to take, so that it is not missed by a little.
    size = Math.ceil(size * Math.min(8, Math.max(1.5, (1.3 * leastMs) / Math.max(ms, 0.1))));
  }
  return most;
}
