import { Redis } from 'ioredis';
import type { Logger } from '../../platform/logger.ts';

const TIMEOUT_MS = 500;

/** A connection that fails soon rather than keeping people waiting. */
export function connectRedis(url: string, logger: Logger): Redis {
  const redis = new Redis(url, {
    connectTimeout: TIMEOUT_MS * 4,
    commandTimeout: TIMEOUT_MS,
    maxRetriesPerRequest: 1,
  });
  // Without a listener, ioredis prints to the console; commands that fail are logged where they are made.
  redis.on('error', (error) => logger.debug({ err: error }, 'the connection to Redis failed'));
  return redis;
}
