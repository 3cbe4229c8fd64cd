import type {
  Admission,
  AdmissionAnswer,
  AdmissionAsk,
  AdmissionSettlement,
  Meter,
  Reading,
} from '../../admission.ts';
import { budgetReading } from '../arithmetic/budget.ts';
import { latestRetry } from '../arithmetic/latest-retry.ts';
import { BucketCounter } from './bucket-counter.ts';
import { BudgetCounter } from './budget-counter.ts';
import { ConcurrencyCounter } from './concurrency-counter.ts';
import { CounterTable } from './counter-table.ts';
import type { MemoryCounter } from './memory-counter.ts';
import { WindowCounter } from './window-counter.ts';

/** Some 30 MB. Beyond, budgets that nobody reserves of are forgotten; the ledger knows what they have spent. */
const MOST_BUDGETS = 100_000;

type BudgetMeter = Meter & { kind: 'budget' };
type LimitMeter = Exclude<Meter, BudgetMeter>;

/** What a request has taken, until it settles. */
interface Taken {
  meters: readonly Meter[];
  counters: readonly MemoryCounter[];
  marks: readonly number[];
}

export interface MemoryAdmissionOptions {
  /** Milliseconds since 1970. It should not jump, or limits jump with it. */
  now?: () => number;
  mostBudgets?: number;
}

/** Counts for one process, and ends with it. Every answer is synchronous. */
export class MemoryAdmission implements Admission {
  readonly #limits = new CounterTable<MemoryCounter>(Number.POSITIVE_INFINITY, () => false);
  readonly #budgets: CounterTable<BudgetCounter>;
  readonly #taken = new Map<string, Taken>();
  readonly #now: () => number;

  constructor({ now = steadyNow, mostBudgets = MOST_BUDGETS }: MemoryAdmissionOptions = {}) {
    this.#now = now;
    this.#budgets = new CounterTable(mostBudgets, (budget) => !budget.isReserved);
  }

  /** Counters that are held. */
  get size(): number {
    return this.#limits.size + this.#budgets.size;
  }

  take({ tenantId, id, meters }: AdmissionAsk): AdmissionAnswer {
    const nowMs = this.#now();
    const counters: MemoryCounter[] = [];
    let refused: number[] | undefined;
    let unknown: number[] | undefined;
    for (let index = 0; index < meters.length; index++) {
      const meter = meters[index] as Meter;
      const counter = this.#counterOf(tenantId, meter, nowMs);
      if (counter === undefined) {
        unknown ??= [];
        unknown.push(index);
        continue;
      }
      counters.push(counter);
      if (counter.hasRoom(meter, nowMs)) continue;
      refused ??= [];
      refused.push(index);
    }
    if (refused !== undefined) return this.#refuse(tenantId, meters, refused, nowMs);
    if (unknown !== undefined) return { outcome: 'unknown', unknown };
    const marks: number[] = [];
    const readings: Reading[] = [];
    for (let index = 0; index < counters.length; index++) {
      const counter = counters[index] as MemoryCounter;
      const meter = meters[index] as Meter;
      marks.push(counter.take(meter, nowMs));
      readings.push(counter.read(meter, nowMs));
    }
    this.#taken.set(id, { meters, counters, marks });
    return { outcome: 'admitted', readings };
  }

  settle({ id, actual }: AdmissionSettlement): void {
    const taken = this.#taken.get(id);
    if (taken === undefined) return;
    this.#taken.delete(id);
    const nowMs = this.#now();
    const { meters, counters, marks } = taken;
    for (let index = 0; index < counters.length; index++) {
      const meter = meters[index] as Meter;
      counters[index]?.settle(meter, actual[index] ?? meter.amount, marks[index] ?? 0, nowMs);
    }
  }

  seed(tenantId: string, place: string, spent: number, endsAtMs: number | null): void {
    if (this.#budgets.find(tenantId, place) !== undefined) return;
    this.#budgets.set(tenantId, place, new BudgetCounter(spent, endsAtMs), this.#now());
  }

  charge(tenantId: string, place: string, amount: number): void {
    this.#budgets.find(tenantId, place)?.charge(amount);
  }

  read(tenantId: string, meters: readonly Meter[]): Reading[] {
    const nowMs = this.#now();
    return meters.map((meter) => this.#read(tenantId, meter, nowMs));
  }

  async close(): Promise<void> {}

  #refuse(tenantId: string, meters: readonly Meter[], refused: number[], nowMs: number): AdmissionAnswer {
    const retriesMs = refused.map((index) => {
      const meter = meters[index] as Meter;
      return this.#counterOf(tenantId, meter, nowMs)?.retryMs(meter, nowMs) ?? null;
    });
    const readings = meters.map((meter) => this.#read(tenantId, meter, nowMs));
    return { outcome: 'refused', refused, readings, retryAfterMs: latestRetry(retriesMs) };
  }

  #read(tenantId: string, meter: Meter, nowMs: number): Reading {
    const counter = this.#counterOf(tenantId, meter, nowMs);
    if (counter !== undefined) return counter.read(meter, nowMs);
    return budgetReading(undefined, 0, meter as BudgetMeter, nowMs);
  }

  /** Undefined: a budget that has to be seeded first. */
  #counterOf(tenantId: string, meter: Meter, nowMs: number): MemoryCounter | undefined {
    if (meter.kind === 'budget')
      return this.#budgets.find(tenantId, meter.place) as MemoryCounter | undefined;
    const found = this.#limits.find(tenantId, meter.place);
    if (found?.fits(meter)) return found;
    const counter = newCounter(meter);
    this.#limits.set(tenantId, meter.place, counter, nowMs);
    return counter;
  }
}

function newCounter(meter: LimitMeter): MemoryCounter {
  switch (meter.kind) {
    case 'window':
      return new WindowCounter(meter.periodMs) as MemoryCounter;
    case 'bucket':
      return new BucketCounter(meter.periodMs) as MemoryCounter;
    case 'concurrency':
      return new ConcurrencyCounter() as MemoryCounter;
  }
}

/** The time since 1970 by a clock that nobody sets. */
function steadyNow(): number {
  return performance.timeOrigin + performance.now();
}
