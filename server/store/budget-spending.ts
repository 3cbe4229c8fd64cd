import type { ChargedBudget } from './ledger.ts';

/** What budgets have spent by the ledger, and what is to be remembered of them. */
export interface BudgetSpending {
  /**
   * What periods of a tenant's budgets have spent, in nano-dollars, in the order of the question. Rejects where the
   * database cannot be asked.
   */
  spent(tenantId: string, budgets: readonly ChargedBudget[]): Promise<number[]>;
  /** Puts down that a threshold was crossed; the second time in a period it changes nothing. Never rejects. */
  noteThreshold(event: ThresholdEvent): Promise<void>;
  close(): Promise<void>;
}

export interface ThresholdEvent extends ChargedBudget {
  tenantId: string;
  /** Percent of the budget's amount. */
  threshold: number;
  /** When it was crossed; a safe integer. */
  spentNanoUsd: number;
}
