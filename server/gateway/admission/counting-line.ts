import type { Ask } from './ask.ts';
import type { BudgetWatch } from './budget-watch.ts';

/**
 * Counts requests near the end of a budget one after the other, as they came, and only while there is anything left for
 * one: of a thousand that come at once for the last hundred, the tokenizer sees little more than a hundred.
 */
export class CountingLine {
  readonly #watch: BudgetWatch;
  /** By place: when the last one in the line is through. */
  readonly #last = new Map<string, Promise<void>>();

  constructor(watch: BudgetWatch) {
    this.#watch = watch;
  }

  /** @param place of the budget */
  async count(ask: Ask, place: string): Promise<void> {
    const before = this.#last.get(place);
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#last.set(place, promise);
    try {
      if (before) await before;
      if (this.#mayFit(ask)) await ask.count();
    } finally {
      if (this.#last.get(place) === promise) this.#last.delete(place);
      resolve();
    }
  }

  #mayFit(ask: Ask): boolean {
    const { leastNanoUsd } = ask;
    return ask.budgets.every(
      (budget) => !budget.rule.hard || (this.#watch.left(budget) ?? leastNanoUsd) >= leastNanoUsd,
    );
  }
}
