import type { Meter, Reading } from '../../admission.ts';
import { CONCURRENCY_RETRY_MS, concurrencyReading } from '../arithmetic/concurrency.ts';
import type { MemoryCounter } from './memory-counter.ts';

type ConcurrencyMeter = Meter & { kind: 'concurrency' };

export class ConcurrencyCounter implements MemoryCounter<ConcurrencyMeter> {
  #held = 0;

  fits(meter: Meter): boolean {
    return meter.kind === 'concurrency';
  }

  hasRoom({ limit }: ConcurrencyMeter): boolean {
    return this.#held + 1 <= limit;
  }

  take(): number {
    this.#held++;
    return 0;
  }

  settle(): void {
    this.#held--;
  }

  read({ limit }: ConcurrencyMeter): Reading {
    return concurrencyReading(this.#held, limit);
  }

  retryMs({ limit }: ConcurrencyMeter): number | null {
    return limit < 1 ? null : CONCURRENCY_RETRY_MS;
  }

  isUntouched(): boolean {
    return this.#held === 0;
  }
}
