import { Redis } from 'ioredis';
import type { Logger } from '../../platform/logger.ts';
import type { RateLimits } from '../rate-limits.ts';
import { MemoryRateLimits } from './memory-rate-limits.ts';
import { RedisRateLimits } from './redis-rate-limits.ts';

const TIMEOUT_MS = 500;

/** @param redisUrl undefined: one process counts for itself */
export function openRateLimits(options: { redisUrl: string | undefined; logger: Logger }): RateLimits {
  const { redisUrl, logger } = options;
  const memory = new MemoryRateLimits();
  if (redisUrl === undefined) return memory;
  const redis = new Redis(redisUrl, {
    connectTimeout: TIMEOUT_MS * 4,
    commandTimeout: TIMEOUT_MS,
    maxRetriesPerRequest: 1,
  });
  // Without a listener, ioredis prints to the console; commands that fail are logged where they are made.
  redis.on('error', (error) => logger.debug({ err: error }, 'the connection to Redis failed'));
  return new RedisRateLimits({ redis, fallback: memory, logger });
}
