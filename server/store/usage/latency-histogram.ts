/** Buckets grow by this factor, so that what stands for a bucket is at most 2 % away from anything in it. */
const GROWTH = 1.02 / 0.98;
const BUCKETS = 512;
const BYTES = 4;
const NUMBER_BITS = 23;

export interface Percentiles {
  p50: number;
  p95: number;
  p99: number;
}

/**
 * Milliseconds, counted in buckets as the migration `usage_hours` describes: percentiles of any number of them within
 * 2 %, and of whole numbers below 25 exactly.
 */
export class LatencyHistogram {
  readonly #numbers = new Float64Array(BUCKETS);
  #total = 0;

  /** @param encoded any number of histograms one after the other, as the database keeps them */
  add(encoded: Buffer): void {
    for (let place = 0; place + BYTES <= encoded.length; place += BYTES) {
      const code = encoded.readInt32BE(place);
      const bucket = (code >> NUMBER_BITS) + BUCKETS / 2;
      const number = code & ((1 << NUMBER_BITS) - 1);
      this.#numbers[bucket] = (this.#numbers[bucket] ?? 0) + number;
      this.#total += number;
    }
  }

  merge(other: LatencyHistogram): void {
    for (const [bucket, number] of other.#numbers.entries()) {
      this.#numbers[bucket] = (this.#numbers[bucket] ?? 0) + number;
    }
    this.#total += other.#total;
  }

  /** Interpolated between neighbours, as percentile_cont does it; null of nothing. */
  percentiles(): Percentiles | null {
    if (this.#total === 0) return null;
    return { p50: this.#percentile(0.5), p95: this.#percentile(0.95), p99: this.#percentile(0.99) };
  }

  #percentile(share: number): number {
    const place = share * (this.#total - 1);
    const lower = this.#valueAt(Math.floor(place));
    const upper = this.#valueAt(Math.ceil(place));
    return lower + (upper - lower) * (place - Math.floor(place));
  }

  /** Of the value with this many below it. */
  #valueAt(rank: number): number {
    let below = 0;
    for (const [bucket, number] of this.#numbers.entries()) {
      below += number;
      if (below > rank) return middleOf(bucket);
    }
    return middleOf(BUCKETS - 1);
  }
}

/** What stands for all milliseconds of a bucket: the one whole number in it, or what is equally far from both ends. */
function middleOf(bucket: number): number {
  if (bucket === 0) return 0;
  const end = GROWTH ** (bucket - 1);
  const last = Math.floor(end * (1 + Number.EPSILON * BUCKETS));
  const start = end / GROWTH;
  const isOnlyOne = last > start && last - 1 <= start * (1 + Number.EPSILON * BUCKETS);
  return isOnlyOne ? last : (2 * end) / (GROWTH + 1);
}
