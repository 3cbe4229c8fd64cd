import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DatabaseState } from '../../../../server/store/configuration/database-health.ts';
import { RefreshingCache } from '../../../../server/store/configuration/refreshing-cache.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A cache over a source whose answers the test gives one by one, and a clock it moves. */
function scripted(options: { max?: number; maxLoading?: number } = {}) {
  const asked: { key: string; answer(value: string | null): void; fail(): void }[] = [];
  const source = {
    listening: false,
    heardUntilMs: Number.NEGATIVE_INFINITY,
    state: 'quick' as DatabaseState,
  };
  const empty: string[] = [];
  const cache = new RefreshingCache<string | null>({
    load: (key) =>
      new Promise((resolve, reject) => {
        asked.push({ key, answer: resolve, fail: () => reject(new Error('away')) });
      }),
    holds: (value) => value !== null,
    onEmpty: (key) => void empty.push(key),
    max: options.max ?? 10,
    listening: () => source.listening,
    heardUntilMs: () => source.heardUntilMs,
    state: () => source.state,
    staleForMs: 60_000,
    maxLoading: options.maxLoading ?? 10,
  });
  return {
    cache,
    asked,
    source,
    empty,
    async hold(key: string, value: string) {
      const got = cache.get(key);
      asked.at(-1)?.answer(value);
      expect(await got).toBe(value);
    },
  };
}

const passes = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

describe('the refreshing cache', () => {
  it('asks once however many wait, and then answers at once', async () => {
    const { cache, asked } = scripted();
    const waiting = [cache.get('a'), cache.get('a'), cache.get('a')];
    expect(asked).toHaveLength(1);
    asked[0]?.answer('one');
    expect(await Promise.all(waiting)).toEqual(['one', 'one', 'one']);
    expect(cache.get('a')).toBe('one');
  });

  it('serves at once for as long as changes are heard, and reads again beside', async () => {
    const { cache, asked, source, hold } = scripted();
    await hold('a', 'one');
    await passes(29_000);
    source.listening = true;
    expect(cache.get('a')).toBe('one');
    expect(asked).toHaveLength(1);
    await passes(600_000);
    source.listening = true;
    expect(cache.get('a')).toBe('one');
    asked[1]?.answer('two');
    await passes(0);
    expect(cache.get('a')).toBe('two');
  });

  it('waits a moment for a new value when changes are not heard and the source is quick', async () => {
    const { cache, asked, hold } = scripted();
    await hold('a', 'one');
    await passes(1_900);
    expect(cache.get('a')).toBe('one');
    await passes(200);
    const got = cache.get('a');
    expect(got).toBeInstanceOf(Promise);
    await passes(50);
    asked[1]?.answer('two');
    expect(await got).toBe('two');
  });

  it('waits no longer than that, and once for each load', async () => {
    const { cache, asked, hold } = scripted();
    await hold('a', 'one');
    await passes(3_000);
    const got = cache.get('a');
    await passes(100);
    expect(await got).toBe('one');
    expect(cache.get('a')).toBe('one');
    expect(asked).toHaveLength(2);
    asked[1]?.answer('two');
    await passes(0);
    expect(cache.get('a')).toBe('two');
  });

  it('serves the old value when the new one cannot be read', async () => {
    const { cache, asked, hold } = scripted();
    await hold('a', 'one');
    await passes(3_000);
    const got = cache.get('a');
    asked[1]?.fail();
    expect(await got).toBe('one');
  });

  it('never waits while the source is slow or away, and asks only one that answers', async () => {
    const { cache, asked, source, hold } = scripted();
    await hold('a', 'one');
    await passes(3_000);
    source.state = 'away';
    expect(cache.get('a')).toBe('one');
    expect(asked).toHaveLength(1);
    source.state = 'slow';
    expect(cache.get('a')).toBe('one');
    expect(cache.get('a')).toBe('one');
    expect(asked).toHaveLength(2);
    asked[1]?.answer('two');
    await passes(0);
    expect(cache.get('a')).toBe('two');
  });

  it('serves nothing that was not known to be right for too long, counted from when changes were last heard', async () => {
    const { cache, asked, source, hold } = scripted();
    await hold('a', 'one');
    source.listening = true;
    await passes(600_000);
    source.listening = false;
    source.heardUntilMs = 590_000;
    source.state = 'away';
    expect(cache.get('a')).toBe('one');
    await passes(50_001);
    const late = cache.get('a');
    asked[1]?.fail();
    await expect(late).rejects.toThrow('away');
  });

  it('takes nothing for right any more, once changes may have been missed, but keeps it at hand', async () => {
    const { cache, asked, source, hold } = scripted();
    await hold('a', 'one');
    const before = cache.get('b');
    await passes(10_000);
    source.listening = true;
    expect(cache.get('a')).toBe('one');
    cache.expire();
    source.listening = true;
    const got = cache.get('a');
    expect(got).toBeInstanceOf(Promise);
    asked[2]?.fail();
    expect(await got).toBe('one');
    // What was being read at that moment is for those who waited, and nobody else.
    asked[1]?.answer('old');
    expect(await before).toBe('old');
    expect(cache.has('b')).toBe(false);
  });

  it('never serves what was invalidated, nor keeps what was loading at that moment', async () => {
    const { cache, asked, empty, hold } = scripted();
    await hold('a', 'one');
    cache.invalidate('a');
    const before = cache.get('a');
    cache.invalidate('a');
    const after = cache.get('a');
    asked[1]?.answer(null);
    asked[2]?.answer('new');
    expect(await Promise.all([before, after])).toEqual([null, 'new']);
    expect(cache.get('a')).toBe('new');
    // Else a key made at that moment would count as unknown.
    expect(empty).toEqual([]);
  });

  it('forgets a value that is gone at its source', async () => {
    const { cache, asked, empty, hold } = scripted();
    await hold('a', 'one');
    await passes(3_000);
    const got = cache.get('a');
    asked[1]?.answer(null);
    expect(await got).toBeNull();
    expect(cache.has('a')).toBe(false);
    expect(empty).toEqual(['a']);
  });

  it('refuses to load more at once than it may, and still serves what it holds', async () => {
    const { cache, source, hold } = scripted({ maxLoading: 2 });
    await hold('a', 'one');
    cache.get('b');
    cache.get('c');
    await expect(cache.get('d')).rejects.toMatchObject({ code: 'unavailable', retryAfterMs: 1_000 });
    await passes(40_000);
    expect(await cache.get('a')).toBe('one');
    source.listening = true;
    expect(cache.get('a')).toBe('one');
  });

  it('holds no more values than it may', async () => {
    const { cache, hold } = scripted({ max: 2 });
    for (const key of ['a', 'b', 'c']) await hold(key, key);
    expect(cache.get('c')).toBe('c');
    expect(cache.has('a')).toBe(false);
  });
});
