import { LRUCache } from 'lru-cache';
import type { AttemptBackoff, PacedAttempt } from '../attempt-backoff.ts';
import { LONGEST_KEY, MOST_KEYS } from '../rate-limits/memory-rate-limits.ts';
import { type FailureCount, failuresAt, remainingPauseMs } from './failure-count.ts';

/** Counts for one process. */
export class MemoryAttemptBackoff implements AttemptBackoff {
  readonly #counts = new LRUCache<string, FailureCount>({ max: MOST_KEYS });
  readonly #now: () => number;

  constructor(now: () => number = () => Date.now()) {
    this.#now = now;
  }

  async begin(attempts: readonly PacedAttempt[]): Promise<number> {
    const nowMs = this.#now();
    const found = attempts.map(({ key, policy }) => {
      const place = placeOf(key);
      return { place, policy, count: this.#counts.get(place) };
    });
    const waitMs = Math.max(0, ...found.map(({ count, policy }) => remainingPauseMs(count, policy, nowMs)));
    if (waitMs > 0) return waitMs;
    for (const { place, policy, count } of found) {
      this.#counts.set(place, { failures: failuresAt(count, policy, nowMs) + 1, lastMs: nowMs });
    }
    return 0;
  }

  async takeBack(keys: readonly string[]): Promise<void> {
    for (const place of keys.map(placeOf)) {
      const count = this.#counts.get(place);
      if (count && count.failures > 0) this.#counts.set(place, { ...count, failures: count.failures - 1 });
    }
  }

  async forget(keys: readonly string[]): Promise<void> {
    for (const key of keys) this.#counts.delete(placeOf(key));
  }

  async close(): Promise<void> {}
}

function placeOf(key: string): string {
  return key.slice(0, LONGEST_KEY);
}
