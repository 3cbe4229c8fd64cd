import type { RateLimit, RateLimitDecision } from '../rate-limits.ts';

/** Attempts counted in the fixed window `index` and in the one before it. */
export interface WindowCount {
  index: number;
  current: number;
  previous: number;
}

/**
 * The sliding window counter: attempts of the fixed window before count for the share of it that a window
 * ending now still covers. Two numbers per key, and no burst of twice the limit at a window's border.
 */
export function decide(count: WindowCount, { limit, windowMs }: RateLimit, nowMs: number): RateLimitDecision {
  const passed = shareOfWindow(count.index, windowMs, nowMs);
  if (count.previous * (1 - passed) + count.current + 1 <= limit) return { allowed: true, retryAfterMs: 0 };
  const room = limit - 1 - count.current;
  // Within this window when what fades away suffices, else when enough of this window's own has faded in the next.
  const waitShare =
    room >= 0 && count.previous > 0
      ? 1 - room / count.previous - passed
      : 1 - passed + Math.max(0, 1 - (limit - 1) / Math.max(1, count.current));
  return { allowed: false, retryAfterMs: Math.max(1, Math.ceil(waitShare * windowMs)) };
}

/** What is counted at this moment, from what was counted at some moment before. */
export function advance(count: WindowCount | undefined, windowMs: number, nowMs: number): WindowCount {
  const index = Math.floor(nowMs / windowMs);
  if (count?.index === index) return count;
  return { index, current: 0, previous: count?.index === index - 1 ? count.current : 0 };
}

function shareOfWindow(index: number, windowMs: number, nowMs: number): number {
  return (nowMs - index * windowMs) / windowMs;
}
