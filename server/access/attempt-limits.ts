import { Fault } from '../canonical/fault.ts';
import { environment } from '../platform/env.ts';
import { createLogger } from '../platform/logger.ts';
import { openRateLimits } from '../store/rate-limits/open-rate-limits.ts';
import type { RateLimit, RateLimits } from '../store/rate-limits.ts';

// Kept on globalThis: Next may load this module once per route, and all of them count together.
const shared = globalThis as { heddleAttemptLimits?: RateLimits };

function attemptLimits(): RateLimits {
  const { redisUrl, upstash } = environment();
  shared.heddleAttemptLimits ??= openRateLimits({ redisUrl, upstash, logger: createLogger('access') });
  return shared.heddleAttemptLimits;
}

/**
 * Counts an attempt (to sign in, to sign up, …) under a key.
 * @throws Fault rate_limited, with the time to wait, once there were too many
 */
export async function countAttempt(key: string, limit: RateLimit): Promise<void> {
  const { allowed, retryAfterMs } = await attemptLimits().count(key, limit);
  if (allowed) return;
  const seconds = Math.ceil(retryAfterMs / 1000);
  throw new Fault('rate_limited', `Too many attempts. Try again in ${seconds} seconds.`, { retryAfterMs });
}
