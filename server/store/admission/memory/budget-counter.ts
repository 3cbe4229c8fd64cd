import type { Meter, Reading } from '../../admission.ts';
import { budgetReading, budgetRetryMs } from '../arithmetic/budget.ts';
import type { MemoryCounter } from './memory-counter.ts';

type BudgetMeter = Meter & { kind: 'budget' };

export class BudgetCounter implements MemoryCounter<BudgetMeter> {
  readonly #endsAtMs: number | null;
  #spent: number;
  #reserved = 0;
  #reservations = 0;

  constructor(spent: number, endsAtMs: number | null) {
    this.#spent = spent;
    this.#endsAtMs = endsAtMs;
  }

  fits(meter: Meter): boolean {
    return meter.kind === 'budget';
  }

  hasRoom({ limit, amount }: BudgetMeter): boolean {
    return limit === null || this.#spent + this.#reserved + amount <= limit;
  }

  take({ amount }: BudgetMeter): number {
    this.#reserved += amount;
    this.#reservations++;
    return 0;
  }

  settle({ amount }: BudgetMeter, actual: number): void {
    this.#reserved -= amount;
    this.#reservations--;
    this.#spent += actual;
  }

  charge(amount: number): void {
    this.#spent += amount;
  }

  read(meter: BudgetMeter, nowMs: number): Reading {
    return budgetReading(this.#spent, this.#reserved, meter, nowMs);
  }

  retryMs(meter: BudgetMeter, nowMs: number): number | null {
    return budgetRetryMs(this.#spent, meter, nowMs);
  }

  /** The ledger knows what was spent; what is reserved is known here only. */
  get isReserved(): boolean {
    return this.#reservations > 0;
  }

  isUntouched(nowMs: number): boolean {
    return !this.isReserved && this.#endsAtMs !== null && this.#endsAtMs <= nowMs;
  }
}
