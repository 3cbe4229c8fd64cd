import type { Pool } from 'pg';
import type { ChargedBudget } from '../ledger.ts';
import { storedEndUser } from './stored-end-user.ts';

/**
 * What periods of budgets have spent, in nano-dollars, in the order of the question: by the records that are in the
 * database, at this moment. It costs the same however many those are.
 * @param pool of `heddle_gateway`
 * @throws when the database cannot be asked
 */
export async function readBudgetSpent(
  pool: Pool,
  tenantId: string,
  budgets: readonly ChargedBudget[],
): Promise<number[]> {
  const { rows } = await pool.query<{ spent_nano_usd: string }>(
    'SELECT spent_nano_usd FROM budget_spent($1, $2, $3, $4)',
    [
      tenantId,
      budgets.map(({ budgetId }) => budgetId),
      budgets.map(({ periodStartMs }) => new Date(periodStartMs)),
      budgets.map(({ endUser }) => storedEndUser(endUser)),
    ],
  );
  return rows.map((row) => safeNanoUsd(row.spent_nano_usd));
}

/** No budget is larger than the largest safe integer, so that more makes no difference to it. A refund can make less than nothing of it. */
function safeNanoUsd(text: string): number {
  return Math.min(Math.max(Number(text), 0), Number.MAX_SAFE_INTEGER);
}
