import { Redis } from 'ioredis';
import { afterAll, describe, expect, it } from 'vitest';
import { createLogger } from '../../../server/platform/logger.ts';
import { MemoryAttemptBackoff } from '../../../server/store/attempt-backoff/memory-attempt-backoff.ts';
import { openAttemptBackoff } from '../../../server/store/attempt-backoff/open-attempt-backoff.ts';
import { RedisAttemptBackoff } from '../../../server/store/attempt-backoff/redis-attempt-backoff.ts';
import type { AttemptBackoff, PacedAttempt } from '../../../server/store/attempt-backoff.ts';
import type { ScriptStore } from '../../../server/store/redis/script-store.ts';
import { openSharedStores } from '../../support/shared-stores.ts';
import { describeAttemptBackoff } from '../../unit/store/attempt-backoff/attempt-backoff-contract.ts';

const logger = createLogger('attempt-backoff');
const stores = await openSharedStores();
afterAll(() => stores.close());

function open(scripts: ScriptStore, now?: () => number): AttemptBackoff {
  return new RedisAttemptBackoff({
    scripts,
    fallback: new MemoryAttemptBackoff(now),
    logger,
    now,
  });
}

const attempt = (key: string): PacedAttempt => ({
  key,
  policy: { free: 1, firstPauseMs: 60_000, longestPauseMs: 60_000, forgottenAfterMs: 120_000 },
});

describe.skipIf(!stores.available)('with a shared store (needs redis-server)', () => {
  describeAttemptBackoff('Redis', async (now) => open(stores.redis(), now));
  describeAttemptBackoff('Upstash', async (now) => open(stores.upstash(), now));

  it('counts over all processes, keeps no key in clear text, and nothing for ever', async () => {
    const [one, other] = [open(stores.redis()), open(stores.redis())];
    const paced = [attempt(`sign-in:somebody-${Date.now()}@example.com`)];
    expect(await one.begin(paced)).toBe(0);
    expect(await other.begin(paced)).toBeGreaterThan(0);
    const redis = new Redis(stores.redisUrl);
    const places = await redis.keys('heddle:attempt-backoff:*');
    expect((await redis.keys('*')).join()).not.toContain('example.com');
    for (const place of places) expect(await redis.pttl(place)).toBeGreaterThan(0);
    redis.disconnect();
    await Promise.all([one.close(), other.close()]);
  });
});

it('counts in this process without the Redis it was told of', async () => {
  const backoff = openAttemptBackoff({ redisUrl: 'redis://127.0.0.1:1', upstash: undefined, logger });
  const paced = [attempt('key')];
  expect(await backoff.begin(paced)).toBe(0);
  expect(await backoff.begin(paced)).toBeGreaterThan(0);
  await backoff.takeBack(['key']);
  expect(await backoff.begin(paced)).toBe(0);
  await backoff.forget(['key']);
  expect(await backoff.begin(paced)).toBe(0);
  await backoff.close();
});
