import { describe, expect, it } from 'vitest';
import { RefreshingCache } from '../../../../server/store/configuration/refreshing-cache.ts';

/** A cache over a source whose answers the test gives one by one, and a clock it moves. */
function scripted(options: { max?: number; maxLoading?: number } = {}) {
  const asked: { key: string; answer(value: string | null): void; fail(): void }[] = [];
  const clock = { nowMs: 0 };
  const cache = new RefreshingCache<string | null>({
    load: (key) =>
      new Promise((resolve, reject) => {
        asked.push({ key, answer: resolve, fail: () => reject(new Error('away')) });
      }),
    holds: (value) => value !== null,
    max: options.max ?? 10,
    freshForMs: () => 100,
    refreshForMs: () => 100,
    staleForMs: 10_000,
    maxLoading: options.maxLoading ?? 10,
    overload: () => new Error('overload'),
    now: () => clock.nowMs,
  });
  return {
    cache,
    asked,
    clock,
    async hold(key: string, value: string) {
      const got = cache.get(key);
      asked.at(-1)?.answer(value);
      expect(await got).toBe(value);
    },
  };
}

describe('the refreshing cache', () => {
  it('asks once however many wait, and then answers at once', async () => {
    const { cache, asked } = scripted();
    const waiting = [cache.get('a'), cache.get('a'), cache.get('a')];
    expect(asked).toHaveLength(1);
    asked[0]?.answer('one');
    expect(await Promise.all(waiting)).toEqual(['one', 'one', 'one']);
    expect(cache.get('a')).toBe('one');
  });

  it('serves a value past its time while loading it again beside', async () => {
    const { cache, asked, clock, hold } = scripted();
    await hold('a', 'one');
    clock.nowMs = 150;
    expect(cache.get('a')).toBe('one');
    asked[1]?.answer('two');
    await Promise.resolve();
    await Promise.resolve();
    expect(cache.get('a')).toBe('two');
  });

  it('waits for a new value when the old one is long past its time', async () => {
    const { cache, asked, clock, hold } = scripted();
    await hold('a', 'one');
    clock.nowMs = 250;
    const got = cache.get('a');
    asked[1]?.answer('two');
    expect(await got).toBe('two');
  });

  it('serves the old value while the source is away, without asking each time, but not forever', async () => {
    const { cache, asked, clock, hold } = scripted();
    await hold('a', 'one');
    clock.nowMs = 5_000;
    const got = cache.get('a');
    asked[1]?.fail();
    expect(await got).toBe('one');
    expect(cache.get('a')).toBe('one');
    expect(asked).toHaveLength(2);
    clock.nowMs = 10_001;
    const late = cache.get('a');
    asked[2]?.fail();
    await expect(late).rejects.toThrow('away');
  });

  it('never serves what was invalidated, nor keeps what was loading at that moment', async () => {
    const { cache, asked, hold } = scripted();
    await hold('a', 'one');
    cache.invalidate('a');
    const before = cache.get('a');
    cache.invalidate('a');
    const after = cache.get('a');
    asked[1]?.answer('old');
    asked[2]?.answer('new');
    expect(await Promise.all([before, after])).toEqual(['old', 'new']);
    expect(cache.get('a')).toBe('new');
    cache.clear();
    expect(cache.get('a')).toBeInstanceOf(Promise);
  });

  it('forgets a value that is gone at its source', async () => {
    const { cache, asked, clock, hold } = scripted();
    await hold('a', 'one');
    clock.nowMs = 250;
    const got = cache.get('a');
    asked[1]?.answer(null);
    expect(await got).toBeNull();
    expect(cache.get('a')).toBeInstanceOf(Promise);
  });

  it('refuses to load more at once than it may, and still serves what it holds', async () => {
    const { cache, hold } = scripted({ maxLoading: 2 });
    await hold('a', 'one');
    cache.get('b');
    cache.get('c');
    await expect(cache.get('d')).rejects.toThrow('overload');
    expect(cache.get('a')).toBe('one');
  });

  it('holds no more values than it may', async () => {
    const { cache, hold } = scripted({ max: 2 });
    for (const key of ['a', 'b', 'c']) await hold(key, key);
    expect(cache.get('c')).toBe('c');
    expect(cache.get('a')).toBeInstanceOf(Promise);
  });
});
