import type { Pool } from 'pg';
import type { ThresholdEvent } from '../budget-spending.ts';
import { storedEndUser } from './stored-end-user.ts';

/**
 * Puts down that a budget has crossed a threshold; once in a period, however often and by however many it is told.
 * @param pool of `heddle_gateway`
 * @throws when the database does not take it
 */
export async function noteThreshold(pool: Pool, event: ThresholdEvent): Promise<void> {
  await pool.query(
    `INSERT INTO budget_events (tenant_id, budget_id, period_start, end_user, threshold, spent_nano_usd)
     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
    [
      event.tenantId,
      event.budgetId,
      new Date(event.periodStartMs),
      storedEndUser(event.endUser),
      event.threshold,
      event.spentNanoUsd,
    ],
  );
}
