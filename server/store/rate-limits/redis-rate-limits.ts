import type { Logger } from '../../platform/logger.ts';
import type { RateLimit, RateLimitDecision, RateLimits } from '../rate-limits.ts';
import { RedisOrAlone, redisPlace } from '../redis/redis-or-alone.ts';
import { defineScript, type ScriptStore } from '../redis/script-store.ts';
import { decide } from './sliding-window.ts';

/**
 * `decide` of sliding-window.ts, and the counting, in one atomic step.
 * KEYS[1] a hash {index, current, previous}; ARGV: now and window in milliseconds, limit.
 * Returns previous and current before this attempt, and whether it was counted.
 */
const COUNT = defineScript(`
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
`);

export interface RedisRateLimitsOptions {
  /** Ended with the limits. */
  scripts: ScriptStore;
  /** Counts while Redis cannot be asked. */
  fallback: RateLimits;
  logger: Logger;
  now?: () => number;
}

/** Counts for all processes that share a Redis. */
export class RedisRateLimits implements RateLimits {
  readonly #redis: RedisOrAlone;
  readonly #fallback: RateLimits;
  readonly #now: () => number;

  constructor({ scripts, fallback, logger, now = Date.now }: RedisRateLimitsOptions) {
    this.#redis = new RedisOrAlone(scripts, logger, now);
    this.#fallback = fallback;
    this.#now = now;
  }

  count(key: string, limit: RateLimit): Promise<RateLimitDecision> {
    const now = this.#now();
    return this.#redis.ask(
      async (scripts) => {
        const place = redisPlace('rate-limit', key);
        const reply = await scripts.run(COUNT, [place], [now, limit.windowMs, limit.limit]);
        const [previous, current, counted] = Array.isArray(reply) ? reply.map(Number) : [];
        if (counted === 1) return { allowed: true, retryAfterMs: 0 };
        const index = Math.floor(now / limit.windowMs);
        return decide({ index, current: current ?? 0, previous: previous ?? 0 }, limit, now);
      },
      () => this.#fallback.count(key, limit),
    );
  }

  async close(): Promise<void> {
    this.#redis.close();
    await this.#fallback.close();
  }
}
