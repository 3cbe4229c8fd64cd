import type { PoolClient } from 'pg';
import { inBatches } from '../usage/in-batches.ts';

const BATCH = 20_000;

const foldBatch = `
  WITH taken AS (
    DELETE FROM budget_increments WHERE ctid = ANY (ARRAY(SELECT ctid FROM budget_increments LIMIT $1)) RETURNING *
  ), folded AS (
    INSERT INTO budget_totals AS total (tenant_id, budget_id, period_start, end_user, spent_nano_usd)
    SELECT tenant_id, budget_id, period_start, end_user, sum(nano_usd) FROM taken GROUP BY 1, 2, 3, 4
    ON CONFLICT (budget_id, period_start, end_user) DO UPDATE
      SET spent_nano_usd = total.spent_nano_usd + excluded.spent_nano_usd, updated_at = now()
  ) SELECT count(*)::int AS taken FROM taken`;

/**
 * Moves increments on to the totals of their budgets.
 * @param connection of `heddle_platform`, in a transaction; no other one folds meanwhile
 * @param until when to begin no other batch, as performance.now() has it
 * @returns how many increments there were
 */
export function foldBudgetIncrements(connection: PoolClient, until: number): Promise<number> {
  return inBatches(until, async () => {
    const { rows } = await connection.query<{ taken: number }>(foldBatch, [BATCH]);
    return rows[0]?.taken ?? 0;
  });
}
