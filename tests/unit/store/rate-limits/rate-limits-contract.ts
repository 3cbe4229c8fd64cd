import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RateLimits } from '../../../../server/store/rate-limits.ts';

const LIMIT = { limit: 5, windowMs: 60_000 };
/** The beginning of a window. */
const START_MS = 29_000_000 * LIMIT.windowMs;

/** What every implementation of rate limits promises. */
export function describeRateLimits(name: string, open: (now: () => number) => Promise<RateLimits>): void {
  describe(`rate limits: ${name}`, () => {
    const clock = { nowMs: START_MS };
    let limits: RateLimits;
    let key: string;
    beforeAll(async () => {
      limits = await open(() => clock.nowMs);
    });
    beforeEach(() => {
      clock.nowMs = START_MS;
      key = `sign-in:${randomUUID()}`;
    });
    afterAll(() => limits.close());

    const attempt = async () => (await limits.count(key, LIMIT)).allowed;
    const exhaust = async () => {
      for (let attempts = 0; attempts < LIMIT.limit; attempts++) expect(await attempt()).toBe(true);
      expect(await attempt()).toBe(false);
    };

    it('allow as many as the limit says, and say how long to wait', async () => {
      await exhaust();
      const { allowed, retryAfterMs } = await limits.count(key, LIMIT);
      expect(allowed).toBe(false);
      clock.nowMs += retryAfterMs - 1_000;
      expect(await attempt()).toBe(false);
      clock.nowMs += 1_000;
      expect(await attempt()).toBe(true);
    });

    it('allow exactly the limit when many come at once', async () => {
      const decisions = await Promise.all(Array.from({ length: 50 }, attempt));
      expect(decisions.filter(Boolean)).toHaveLength(LIMIT.limit);
    });

    it("allow no second burst at a window's border", async () => {
      clock.nowMs = START_MS + LIMIT.windowMs - 1;
      await exhaust();
      clock.nowMs += 2;
      expect(await attempt()).toBe(false);
      clock.nowMs += LIMIT.windowMs / 2;
      expect([await attempt(), await attempt(), await attempt()]).toEqual([true, true, false]);
    });

    it('do not count what they deny', async () => {
      await exhaust();
      for (let denied = 0; denied < 20; denied++) await attempt();
      clock.nowMs += 2 * LIMIT.windowMs;
      await exhaust();
    });

    it('keep keys apart', async () => {
      await exhaust();
      expect((await limits.count(`${key}:other`, LIMIT)).allowed).toBe(true);
    });
  });
}
