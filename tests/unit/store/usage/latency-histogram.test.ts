import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LatencyHistogram } from '../../../../server/store/usage/latency-histogram.ts';

/** As the migration `usage_hours` encodes one value. */
function encode(milliseconds: number, number = 1): Buffer {
  const bucket =
    milliseconds <= 0 ? 0 : Math.min(511, 1 + Math.ceil(Math.log(milliseconds) / Math.log(1.02 / 0.98)));
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE((bucket - 256) * 2 ** 23 + number);
  return bytes;
}

function histogramOf(values: readonly number[]): LatencyHistogram {
  const histogram = new LatencyHistogram();
  histogram.add(Buffer.concat(values.map((value) => encode(value))));
  return histogram;
}

/** As percentile_cont of Postgres. */
function exactly(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  const place = share * (sorted.length - 1);
  const lower = sorted[Math.floor(place)] ?? 0;
  return lower + ((sorted[Math.ceil(place)] ?? 0) - lower) * (place - Math.floor(place));
}

const latencies = fc.array(
  fc.oneof(
    fc.integer({ min: 0, max: 50 }),
    fc.integer({ min: 0, max: 600_000 }),
    fc.integer({ min: 0, max: 86_400_000 }),
  ),
  { minLength: 1, maxLength: 200 },
);

describe('a histogram of latencies', () => {
  it('gives every percentile within 2 % of the true one', () => {
    fc.assert(
      fc.property(latencies, (values) => {
        const found = histogramOf(values).percentiles();
        for (const [share, percentile] of [
          [0.5, found?.p50],
          [0.95, found?.p95],
          [0.99, found?.p99],
        ] as const) {
          const true_ = exactly(values, share);
          expect(Math.abs((percentile ?? -1) - true_)).toBeLessThanOrEqual(0.02 * true_ + 1e-9);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('is the same merged from parts, in any order, as made at once', () => {
    fc.assert(
      fc.property(latencies, latencies, (some, others) => {
        const merged = histogramOf(others);
        merged.merge(histogramOf(some));
        expect(merged.percentiles()).toEqual(histogramOf([...some, ...others]).percentiles());
      }),
    );
  });

  it.each([0, 1, 2, 7, 24])('knows %s ms exactly', (milliseconds) => {
    expect(histogramOf([milliseconds]).percentiles()?.p50).toBe(milliseconds);
  });

  it('counts a bucket that stands there several times as often as all say', () => {
    const histogram = new LatencyHistogram();
    histogram.add(
      Buffer.concat([
        encode(10, 8_388_607),
        encode(10, 5_000_000),
        encode(20, 6_000_000),
        encode(20, 7_388_606),
      ]),
    );
    expect(histogram.percentiles()).toMatchObject({ p50: 10, p95: 20 });
  });

  it('has no percentiles of nothing', () => {
    expect(new LatencyHistogram().percentiles()).toBeNull();
  });
});
