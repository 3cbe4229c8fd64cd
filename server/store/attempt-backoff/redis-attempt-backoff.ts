import type { Logger } from '../../platform/logger.ts';
import type { AttemptBackoff, PacedAttempt } from '../attempt-backoff.ts';
import { RedisOrAlone, redisPlace } from '../redis/redis-or-alone.ts';
import { defineScript, type ScriptStore } from '../redis/script-store.ts';

/**
 * `remainingPauseMs` of failure-count.ts for every key, and the counting, in one atomic step.
 * KEYS: hashes {failures, lastMs}; ARGV: now, then for each key free, firstPauseMs, longestPauseMs,
 * forgottenAfterMs. Returns the wait in milliseconds; 0: all were counted.
 */
const BEGIN = defineScript(`
local now, wait, counts = tonumber(ARGV[1]), 0, {}
for i, key in ipairs(KEYS) do
  local free, first = tonumber(ARGV[4 * i - 2]), tonumber(ARGV[4 * i - 1])
  local longest, forgotten = tonumber(ARGV[4 * i]), tonumber(ARGV[4 * i + 1])
  local kept = redis.call('HMGET', key, 'failures', 'lastMs')
  local failures, last = tonumber(kept[1]) or 0, tonumber(kept[2]) or 0
  if now - last >= forgotten then failures = 0 end
  counts[i] = failures
  if failures >= free then
    local pause = math.min(longest, first * 2 ^ (failures - free))
    wait = math.max(wait, math.min(pause, last + pause - now))
  end
end
if wait > 0 then return math.ceil(wait) end
for i, key in ipairs(KEYS) do
  redis.call('HSET', key, 'failures', counts[i] + 1, 'lastMs', string.format('%.0f', now))
  redis.call('PEXPIRE', key, ARGV[4 * i + 1])
end
return 0
`);

const TAKE_BACK = defineScript(`
for _, key in ipairs(KEYS) do
  if (tonumber(redis.call('HGET', key, 'failures')) or 0) > 0 then redis.call('HINCRBY', key, 'failures', -1) end
end
return 0
`);

const FORGET = defineScript("return redis.call('DEL', unpack(KEYS))");

export interface RedisAttemptBackoffOptions {
  /** Ended with the backoff. */
  scripts: ScriptStore;
  /** Counts while Redis cannot be asked. */
  fallback: AttemptBackoff;
  logger: Logger;
  now?: () => number;
}

/** Counts for all processes that share a Redis. */
export class RedisAttemptBackoff implements AttemptBackoff {
  readonly #redis: RedisOrAlone;
  readonly #fallback: AttemptBackoff;
  readonly #now: () => number;

  constructor({ scripts, fallback, logger, now = Date.now }: RedisAttemptBackoffOptions) {
    this.#redis = new RedisOrAlone(scripts, logger, now);
    this.#fallback = fallback;
    this.#now = now;
  }

  begin(attempts: readonly PacedAttempt[]): Promise<number> {
    const numbers = attempts.flatMap(({ policy }) => [
      policy.free,
      policy.firstPauseMs,
      policy.longestPauseMs,
      policy.forgottenAfterMs,
    ]);
    return this.#redis.ask(
      async (scripts) => {
        const places = placesOf(attempts.map(({ key }) => key));
        return Number(await scripts.run(BEGIN, places, [this.#now(), ...numbers]));
      },
      () => this.#fallback.begin(attempts),
    );
  }

  async takeBack(keys: readonly string[]): Promise<void> {
    await this.#fallback.takeBack(keys);
    await this.#redis.ask(
      async (scripts) => void (await scripts.run(TAKE_BACK, placesOf(keys), [])),
      async () => undefined,
    );
  }

  async forget(keys: readonly string[]): Promise<void> {
    await this.#fallback.forget(keys);
    await this.#redis.ask(
      async (scripts) => void (await scripts.run(FORGET, placesOf(keys), [])),
      async () => undefined,
    );
  }

  async close(): Promise<void> {
    this.#redis.close();
    await this.#fallback.close();
  }
}

function placesOf(keys: readonly string[]): string[] {
  return keys.map((key) => redisPlace('attempt-backoff', key));
}
