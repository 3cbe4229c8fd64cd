import type { Logger } from '../../platform/logger.ts';
import type { RateLimits } from '../rate-limits.ts';
import { connectRedis } from '../redis/connect-redis.ts';
import { MemoryRateLimits } from './memory-rate-limits.ts';
import { RedisRateLimits } from './redis-rate-limits.ts';

/** @param redisUrl undefined: one process counts for itself */
export function openRateLimits(options: { redisUrl: string | undefined; logger: Logger }): RateLimits {
  const { redisUrl, logger } = options;
  const memory = new MemoryRateLimits();
  if (redisUrl === undefined) return memory;
  return new RedisRateLimits({ redis: connectRedis(redisUrl, logger), fallback: memory, logger });
}
