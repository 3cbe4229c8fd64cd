import { LRUCache } from 'lru-cache';
import type { RateLimit, RateLimitDecision, RateLimits } from '../rate-limits.ts';
import { advance, decide, type WindowCount } from './sliding-window.ts';

/** Keys hold what clients send: their number and length are bounded. */
export const MOST_KEYS = 50_000;
export const LONGEST_KEY = 512;

/** Counts for one process. */
export class MemoryRateLimits implements RateLimits {
  readonly #counts = new LRUCache<string, WindowCount>({ max: MOST_KEYS });
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  async count(key: string, limit: RateLimit): Promise<RateLimitDecision> {
    const place = key.slice(0, LONGEST_KEY);
    const now = this.#now();
    const count = advance(this.#counts.get(place), limit.windowMs, now);
    const decision = decide(count, limit, now);
    this.#counts.set(place, decision.allowed ? { ...count, current: count.current + 1 } : count);
    return decision;
  }

  async close(): Promise<void> {}
}
