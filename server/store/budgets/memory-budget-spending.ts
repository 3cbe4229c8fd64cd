import type { BudgetSpending, ThresholdEvent } from '../budget-spending.ts';
import type { ChargedBudget } from '../ledger.ts';

/** Without a database, for tests and benchmarks: nothing was spent before this process. */
export class MemoryBudgetSpending implements BudgetSpending {
  /** In the order they came, each once in a period. */
  readonly events: ThresholdEvent[] = [];

  async spent(_tenantId: string, budgets: readonly ChargedBudget[]): Promise<number[]> {
    return budgets.map(() => 0);
  }

  async noteThreshold(event: ThresholdEvent): Promise<void> {
    if (!this.events.some((known) => keyOf(known) === keyOf(event))) this.events.push(event);
  }

  async close(): Promise<void> {}
}

function keyOf({ budgetId, periodStartMs, endUser, threshold }: ThresholdEvent): string {
  return JSON.stringify([budgetId, periodStartMs, endUser, threshold]);
}
