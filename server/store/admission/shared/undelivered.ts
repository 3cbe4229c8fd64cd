import type { Logger } from '../../../platform/logger.ts';
import { type BudgetKeys, forgetCall, type StoreCall } from './store-call.ts';

const MOST_DELIVERIES = 10_000;
const MOST_FORGOTTEN = 100_000;

/** Something that the store has to be told. */
export interface Delivery {
  call: StoreCall;
  /** Those it concerns. */
  budgets: readonly BudgetKeys[];
  /** Keeps what may be told again, where nobody knows whether the store has heard it. */
  unheard(): void;
}

/**
 * What the store has to be told when it answers again. Beyond its bound, and where a call may have reached the store and
 * must not do so twice, its budgets are forgotten there: the ledger knows what they have spent.
 */
export class Undelivered {
  readonly #logger: Logger;
  #deliveries: Delivery[] = [];
  readonly #forgotten = new Map<string, BudgetKeys>();
  #hasLost = false;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  get isEmpty(): boolean {
    return this.#deliveries.length === 0 && this.#forgotten.size === 0;
  }

  keep(delivery: Delivery): void {
    if (this.#deliveries.length < MOST_DELIVERIES) this.#deliveries.push(delivery);
    else for (const budget of delivery.budgets) this.forget(budget);
  }

  forget(budget: BudgetKeys): void {
    if (this.#forgotten.size < MOST_FORGOTTEN || this.#forgotten.has(budget[0])) {
      this.#forgotten.set(budget[0], budget);
      return;
    }
    if (this.#hasLost) return;
    this.#hasLost = true;
    this.#logger.error(
      'too much is spent while the shared counters are away: some budgets will count too little',
    );
  }

  /** All of it, which is no longer kept. Budgets are forgotten last, so that the ledger is asked after everything else. */
  takeAll(): Delivery[] {
    const forgotten = [...this.#forgotten.values()].map((budget) => ({
      call: forgetCall(budget),
      budgets: [budget],
      unheard: () => this.forget(budget),
    }));
    const all = [...this.#deliveries, ...forgotten];
    this.#deliveries = [];
    this.#forgotten.clear();
    return all;
  }
}
