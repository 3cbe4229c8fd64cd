import { createHash } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { Logger } from '../../platform/logger.ts';
import type { RateLimit, RateLimitDecision, RateLimits } from '../rate-limits.ts';
import { decide } from './sliding-window.ts';

/**
 * `decide` of sliding-window.ts, and the counting, in one atomic step.
 * KEYS[1] a hash {index, current, previous}; ARGV: now and window in milliseconds, limit.
 * Returns previous and current before this attempt, and whether it was counted.
 */
const COUNT = `
local now, window, limit = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local index = math.floor(now / window)
local kept = redis.call('HMGET', KEYS[1], 'index', 'current', 'previous')
local keptIndex, current, previous = tonumber(kept[1]), tonumber(kept[2]) or 0, tonumber(kept[3]) or 0
if keptIndex ~= index then
  previous = keptIndex == index - 1 and current or 0
  current = 0
end
local passed = (now - index * window) / window
local counted = previous * (1 - passed) + current + 1 <= limit
redis.call('HSET', KEYS[1], 'index', string.format('%.0f', index), 'current', current + (counted and 1 or 0), 'previous', previous)
redis.call('PEXPIRE', KEYS[1], window * 2)
return { previous, current, counted and 1 or 0 }
`;

/** After Redis could not be asked, nobody waits for it for so long. */
const PAUSE_AFTER_FAILURE_MS = 5_000;

export interface RedisRateLimitsOptions {
  /** Ended with the limits. */
  redis: Redis;
  /** Counts while Redis cannot be asked. */
  fallback: RateLimits;
  logger: Logger;
  now?: () => number;
}

/** Counts for all processes that share a Redis. */
export class RedisRateLimits implements RateLimits {
  readonly #redis: Redis;
  readonly #fallback: RateLimits;
  readonly #logger: Logger;
  readonly #now: () => number;
  #failedAtMs = Number.NEGATIVE_INFINITY;

  constructor({ redis, fallback, logger, now = Date.now }: RedisRateLimitsOptions) {
    this.#redis = redis;
    this.#fallback = fallback;
    this.#logger = logger;
    this.#now = now;
  }

  async count(key: string, limit: RateLimit): Promise<RateLimitDecision> {
    const now = this.#now();
    if (this.#isPaused()) return this.#fallback.count(key, limit);
    try {
      const reply = await this.#redis.eval(COUNT, 1, placeOf(key), now, limit.windowMs, limit.limit);
      const [previous, current, counted] = Array.isArray(reply) ? reply.map(Number) : [];
      if (counted === 1) return { allowed: true, retryAfterMs: 0 };
      const index = Math.floor(now / limit.windowMs);
      return decide({ index, current: current ?? 0, previous: previous ?? 0 }, limit, now);
    } catch (error) {
      this.#pause(error);
      return this.#fallback.count(key, limit);
    }
  }

  async forget(key: string): Promise<void> {
    await this.#fallback.forget(key);
    if (this.#isPaused()) return;
    try {
      await this.#redis.del(placeOf(key));
    } catch (error) {
      this.#pause(error);
    }
  }

  async close(): Promise<void> {
    this.#redis.disconnect();
    await this.#fallback.close();
  }

  #isPaused(): boolean {
    return this.#now() - this.#failedAtMs < PAUSE_AFTER_FAILURE_MS;
  }

  #pause(error: unknown): void {
    this.#failedAtMs = this.#now();
    this.#logger.warn({ err: error }, 'Redis cannot count attempts; this process counts alone for a while');
  }
}

/** Keys hold e-mail and network addresses, which are nobody's business in Redis. */
function placeOf(key: string): string {
  return `heddle:rate-limit:${createHash('sha256').update(key).digest('base64url')}`;
}
