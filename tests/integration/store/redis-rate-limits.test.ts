import { Redis } from 'ioredis';
import { afterAll, describe, expect, it } from 'vitest';
import { createLogger } from '../../../server/platform/logger.ts';
import { MemoryRateLimits } from '../../../server/store/rate-limits/memory-rate-limits.ts';
import { openRateLimits } from '../../../server/store/rate-limits/open-rate-limits.ts';
import { RedisRateLimits } from '../../../server/store/rate-limits/redis-rate-limits.ts';
import type { RateLimits } from '../../../server/store/rate-limits.ts';
import type { ScriptStore } from '../../../server/store/redis/script-store.ts';
import { openSharedStores } from '../../support/shared-stores.ts';
import { describeRateLimits } from '../../unit/store/rate-limits/rate-limits-contract.ts';

const logger = createLogger('rate-limits');
const stores = await openSharedStores();

afterAll(() => stores.close());

function open(scripts: ScriptStore, now?: () => number): RateLimits {
  return new RedisRateLimits({ scripts, fallback: new MemoryRateLimits(now), logger, now });
}

describe.skipIf(!stores.available)('with a shared store (needs redis-server)', () => {
  describeRateLimits('Redis', async (now) => open(stores.redis(), now));
  describeRateLimits('Upstash', async (now) => open(stores.upstash(), now));

  it('counts over all processes, and keeps no key in clear text', async () => {
    const [one, other] = [open(stores.redis()), open(stores.redis())];
    const [key, limit] = [`sign-in:somebody-${Date.now()}@example.com`, { limit: 1, windowMs: 60_000 }];
    expect((await one.count(key, limit)).allowed).toBe(true);
    expect((await other.count(key, limit)).allowed).toBe(false);
    const redis = new Redis(stores.redisUrl);
    expect((await redis.keys('*')).join()).not.toContain('example.com');
    redis.disconnect();
    await Promise.all([one.close(), other.close()]);
  });
});

describe('without the Redis it was told of', () => {
  it('counts in this process, and does not keep people waiting', async () => {
    const limits = openRateLimits({ redisUrl: 'redis://127.0.0.1:1', upstash: undefined, logger });
    const limit = { limit: 9, windowMs: 60_000 };
    const startedAt = performance.now();
    const allowed = [];
    for (let attempt = 0; attempt < 10; attempt++) allowed.push((await limits.count('key', limit)).allowed);
    expect(allowed).toEqual([...Array.from({ length: 9 }, () => true), false]);
    // The first one finds out; the others do not wait for what is known to be away.
    expect(performance.now() - startedAt).toBeLessThan(2_500);
    await limits.close();
  });
});
