import type { Pool } from 'pg';
import type { Logger } from '../../platform/logger.ts';
import type { BudgetSpending, ThresholdEvent } from '../budget-spending.ts';
import type { ChargedBudget } from '../ledger.ts';
import { noteThreshold } from './note-threshold.ts';
import { readBudgetSpent } from './read-budget-spent.ts';

/** Of budgets in Postgres. */
export class PostgresBudgetSpending implements BudgetSpending {
  readonly #pool: Pool;
  readonly #logger: Logger;

  /** @param pool of `heddle_gateway`; ended with this */
  constructor(pool: Pool, logger: Logger) {
    this.#pool = pool;
    this.#logger = logger;
  }

  spent(tenantId: string, budgets: readonly ChargedBudget[]): Promise<number[]> {
    return readBudgetSpent(this.#pool, tenantId, budgets);
  }

  async noteThreshold(event: ThresholdEvent): Promise<void> {
    try {
      await noteThreshold(this.#pool, event);
    } catch (error) {
      const { budgetId, threshold } = event;
      this.#logger.warn({ err: error, budgetId, threshold }, 'a crossed threshold could not be put down');
    }
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }
}
