import { expect } from 'vitest';
import { msOf, type Prepared } from './processor-time.ts';

/** What costs less counts as much: below, the clock's noise is all there is. */
const leastMs = 5;
/** How much more than in proportion time may grow. */
const tolerance = 1.3;
/** A busy machine spoils measurements for a while; growth spoils all of them. So each further one waits longer. */
const mostAttempts = 10;
const pauseMs = 150;
const runsPerAttempt = 3;
const multiples = [1, 2, 4] as const;

export interface Growth {
  size: number;
  /** Least milliseconds at 1×, 2× and 4× the size, in the best attempt or the last. */
  ms: readonly number[];
  /** Whether time grew no faster than 1.3 times in proportion. */
  isLinear: boolean;
}

/**
 * Times work at 1×, 2× and 4× a size. The size is found: large enough to be measured, and small enough that four
 * times as much is within the bounds.
 * @param prepare Makes the input of a size, and gives the work on it.
 * @param most Largest size within the bounds.
 */
export function measureGrowth(prepare: (size: number) => Prepared, most: number): Growth {
  const size = measurableSize(prepare, Math.floor(most / 4));
  const works = multiples.map((multiple) => prepare(size * multiple));
  for (let attempt = 1; ; attempt++) {
    const ms = leastOfEach(works);
    const linear = isLinear(ms);
    if (linear || attempt === mostAttempts) return { size, ms, isLinear: linear };
    pause(attempt * pauseMs);
  }
}

/** Without letting anything else run. */
function pause(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

function isLinear([once = 0, twice = 0, fourTimes = 0]: readonly number[]): boolean {
  const unit = tolerance * Math.max(once, leastMs);
  return twice <= 2 * unit && fourTimes <= 4 * unit;
}

/** Runs take turns, so that a busy moment meets all sizes alike. */
function leastOfEach(works: readonly Prepared[]): number[] {
  const least = works.map(() => Number.POSITIVE_INFINITY);
  for (let run = 0; run < runsPerAttempt; run++) {
    for (const [index, work] of works.entries()) least[index] = Math.min(least[index] ?? 0, msOf(work));
  }
  return least;
}

/** The smallest of some sizes that can be measured, or `most`. Each is warmed up first. */
function measurableSize(prepare: (size: number) => Prepared, most: number): number {
  for (let size = Math.min(most, 500); size < most; ) {
    const work = prepare(size);
    const ms = Math.min(msOf(work), msOf(work), msOf(work));
    if (ms >= leastMs) return size;
    size = Math.ceil(size * Math.min(8, Math.max(1.5, leastMs / Math.max(ms, 0.1))));
  }
  return most;
}

/** Expects that work takes time in proportion to its size. @param what stands in the failure's words */
export function expectLinear(prepare: (size: number) => Prepared, most: number, what = 'the work'): void {
  const { size, ms, isLinear } = measureGrowth(prepare, most);
  const told = ms.map((each) => each.toFixed(1)).join(', ');
  expect(isLinear, `${what}: ${told} ms for 1, 2 and 4 times ${size}`).toBe(true);
}
