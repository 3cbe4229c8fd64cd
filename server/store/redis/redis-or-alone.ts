import { createHash } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { Logger } from '../../platform/logger.ts';

/** After Redis could not be asked, nobody waits for it for so long. */
const PAUSE_AFTER_FAILURE_MS = 5_000;

/** Asks Redis, and does without it for a while after it could not be asked. */
export class RedisOrAlone {
  readonly #redis: Redis;
  readonly #logger: Logger;
  readonly #now: () => number;
  #failedAtMs = Number.NEGATIVE_INFINITY;

  constructor(redis: Redis, logger: Logger, now: () => number) {
    this.#redis = redis;
    this.#logger = logger;
    this.#now = now;
  }

  /** What Redis answers; where it cannot be asked, what this process finds alone. Rejects only as `alone` does. */
  async ask<T>(ask: (redis: Redis) => Promise<T>, alone: () => Promise<T>): Promise<T> {
    if (this.#now() - this.#failedAtMs < PAUSE_AFTER_FAILURE_MS) return alone();
    try {
      return await ask(this.#redis);
    } catch (error) {
      this.#failedAtMs = this.#now();
      this.#logger.warn({ err: error }, 'Redis cannot count attempts; this process counts alone for a while');
      return alone();
    }
  }

  close(): void {
    this.#redis.disconnect();
  }
}

/** Where a count is kept. Keys hold e-mail and network addresses, which are nobody's business in Redis. */
export function redisPlace(kind: string, key: string): string {
  return `heddle:${kind}:${createHash('sha256').update(key).digest('base64url')}`;
}
