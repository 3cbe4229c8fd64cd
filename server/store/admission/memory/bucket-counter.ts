import type { Meter, Reading } from '../../admission.ts';
import { bucketReading, bucketRetryMs } from '../arithmetic/bucket.ts';
import type { MemoryCounter } from './memory-counter.ts';

type BucketMeter = Meter & { kind: 'bucket' };

export class BucketCounter implements MemoryCounter<BucketMeter> {
  readonly #periodMs: number;
  #used = 0;
  #atMs = 0;

  constructor(periodMs: number) {
    this.#periodMs = periodMs;
  }

  fits(meter: Meter): boolean {
    return meter.kind === 'bucket' && meter.periodMs === this.#periodMs;
  }

  hasRoom({ limit, amount }: BucketMeter, nowMs: number): boolean {
    return this.#usedAt(limit, nowMs) + amount <= limit;
  }

  take({ limit, amount }: BucketMeter, nowMs: number): number {
    this.#used = this.#usedAt(limit, nowMs) + amount;
    return 0;
  }

  settle({ limit, amount }: BucketMeter, actual: number, _mark: number, nowMs: number): void {
    this.#used = Math.max(0, this.#usedAt(limit, nowMs) + actual - amount);
  }

  read({ limit }: BucketMeter, nowMs: number): Reading {
    return bucketReading(this.#usedAt(limit, nowMs), limit, this.#periodMs);
  }

  retryMs(meter: BucketMeter, nowMs: number): number | null {
    return bucketRetryMs(this.#usedAt(meter.limit, nowMs), meter);
  }

  isUntouched(nowMs: number): boolean {
    return nowMs - this.#atMs >= this.#periodMs;
  }

  /** What is taken flows back at the rate of the limit there is now. */
  #usedAt(limit: number, nowMs: number): number {
    this.#used = Math.max(0, this.#used - (Math.max(0, nowMs - this.#atMs) * limit) / this.#periodMs);
    this.#atMs = nowMs;
    return this.#used;
  }
}
