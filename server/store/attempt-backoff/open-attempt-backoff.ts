import type { Logger } from '../../platform/logger.ts';
import type { AttemptBackoff } from '../attempt-backoff.ts';
import { connectRedis } from '../redis/connect-redis.ts';
import { MemoryAttemptBackoff } from './memory-attempt-backoff.ts';
import { RedisAttemptBackoff } from './redis-attempt-backoff.ts';

/** @param redisUrl undefined: one process counts for itself */
export function openAttemptBackoff(options: {
  redisUrl: string | undefined;
  logger: Logger;
}): AttemptBackoff {
  const { redisUrl, logger } = options;
  const memory = new MemoryAttemptBackoff();
  if (redisUrl === undefined) return memory;
  return new RedisAttemptBackoff({ redis: connectRedis(redisUrl, logger), fallback: memory, logger });
}
