import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AttemptBackoff, BackoffPolicy } from '../../../../server/store/attempt-backoff.ts';

const POLICY: BackoffPolicy = {
  free: 3,
  firstPauseMs: 1_000,
  longestPauseMs: 8_000,
  forgottenAfterMs: 60_000,
};
const START_MS = 1_800_000_000_000;

/** What every implementation of the backoff promises. */
export function describeAttemptBackoff(
  name: string,
  open: (now: () => number) => Promise<AttemptBackoff>,
): void {
  describe(`attempt backoff: ${name}`, () => {
    const clock = { nowMs: START_MS };
    let backoff: AttemptBackoff;
    let key: string;
    beforeAll(async () => {
      backoff = await open(() => clock.nowMs);
    });
    beforeEach(() => {
      clock.nowMs = START_MS;
      key = `sign-in:${randomUUID()}`;
    });
    afterAll(() => backoff.close());

    const begin = (keys = [key]) => backoff.begin(keys.map((each) => ({ key: each, policy: POLICY })));
    const fail = async (times: number) => {
      for (let time = 0; time < times; time++) {
        for (let waitMs = await begin(); waitMs > 0; waitMs = await begin()) clock.nowMs += waitMs;
      }
    };

    it('lets the free failures pass, then asks for pauses that double up to the longest', async () => {
      const waits = [];
      for (let attempt = 0; attempt < 9; attempt++) {
        const waitMs = await begin();
        waits.push(waitMs);
        if (waitMs === 0) continue;
        clock.nowMs += waitMs;
        expect(await begin()).toBe(0);
      }
      expect(waits).toEqual([0, 0, 0, 1_000, 2_000, 4_000, 8_000, 8_000, 8_000]);
    });

    it('does not count an attempt that has to wait: asking again makes nobody wait longer', async () => {
      for (let attempt = 0; attempt < 3; attempt++) expect(await begin()).toBe(0);
      for (let attempt = 0; attempt < 20; attempt++) expect(await begin()).toBe(1_000);
      clock.nowMs += 1_000;
      expect(await begin()).toBe(0);
    });

    it('lets one through when a pause is over, of however many that come at once', async () => {
      for (let attempt = 0; attempt < 3; attempt++) await begin();
      clock.nowMs += 1_000;
      const waits = await Promise.all(Array.from({ length: 50 }, () => begin()));
      expect(waits.filter((waitMs) => waitMs === 0)).toHaveLength(1);
    });

    it('begins under all keys or under none', async () => {
      const other = `${key}:other`;
      for (let attempt = 0; attempt < 3; attempt++) await begin();
      for (let attempt = 0; attempt < 5; attempt++) expect(await begin([other, key])).toBe(1_000);
      // Had those five counted under the other key, it would have to wait by now.
      for (let attempt = 0; attempt < 3; attempt++) expect(await begin([other])).toBe(0);
    });

    it('counts nothing for what is taken back', async () => {
      for (let attempt = 0; attempt < 20; attempt++) {
        expect(await begin()).toBe(0);
        await backoff.takeBack([key]);
      }
      await backoff.takeBack([key, `${key}:never-begun`]);
      for (let attempt = 0; attempt < 3; attempt++) expect(await begin()).toBe(0);
      expect(await begin()).toBeGreaterThan(0);
    });

    it('forgets when told to, and when nothing was tried for long', async () => {
      await fail(6);
      expect(await begin()).toBeGreaterThan(0);
      await backoff.forget([key]);
      expect(await begin()).toBe(0);
      await fail(6);
      clock.nowMs += POLICY.forgottenAfterMs;
      for (let attempt = 0; attempt < 3; attempt++) expect(await begin()).toBe(0);
    });

    it('makes nobody wait longer than the pause when the clock is put back', async () => {
      await fail(4);
      clock.nowMs -= 3_600_000;
      expect(await begin()).toBe(2_000);
    });

    it('takes keys of any length', async () => {
      key = `sign-in:${'x'.repeat(100_000)}`;
      expect(await begin()).toBe(0);
    });
  });
}
