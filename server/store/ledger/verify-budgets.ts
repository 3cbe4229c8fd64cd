import type { PoolClient } from 'pg';

/** Periods of budgets, and those of them that did not spend what their records and adjustments come to. */
export interface BudgetComparison {
  periods: number;
  different: number;
}

/** Compared in one run, by chance, of those that were charged in the last day. */
const MOST_PERIODS = 20;
/** A tenant with more since the period began is left out: its records would be read for too long. */
const MOST_RECORDS = 200_000;

/** $1 periods at most, $2 records at most. Records of a request that came before the period began, and was admitted in it, count. */
const comparison = `
  WITH chosen AS (
    SELECT tenant_id, budget_id, period_start, end_user, spent_nano_usd FROM budget_totals
    WHERE updated_at > now() - interval '1 day' AND period_start > now() - interval '32 days'
    ORDER BY random() LIMIT $1
  ), compared AS (
    SELECT chosen.spent_nano_usd + coalesce((
        SELECT sum(nano_usd) FROM budget_increments AS increments
        WHERE increments.budget_id = chosen.budget_id AND increments.period_start = chosen.period_start
          AND increments.end_user = chosen.end_user
      ), 0) AS stored, charged.spent
    FROM chosen
    JOIN tenants ON tenants.id = chosen.tenant_id AND (
      retention_days IS NULL OR chosen.period_start > now() - make_interval(days => retention_days - 1)
    )
    CROSS JOIN LATERAL (
      SELECT count(*) AS records FROM (
        SELECT FROM usage_records AS records WHERE records.tenant_id = chosen.tenant_id
          AND records.created_at >= chosen.period_start - interval '1 hour' LIMIT $2 + 1
      ) AS few
    ) AS size
    CROSS JOIN LATERAL (
      SELECT coalesce(sum(records.cost_nano_usd + coalesce((
        SELECT sum(spent) FROM ledger_entries AS entries
        WHERE entries.created_at = records.created_at AND entries.request_id = records.id AND entries.sequence > 1
      ), 0)), 0) AS spent
      FROM usage_records AS records
      WHERE size.records <= $2 AND records.tenant_id = chosen.tenant_id
        AND records.created_at >= chosen.period_start - interval '1 hour'
        AND EXISTS (
          SELECT FROM jsonb_to_recordset(records.charged_budgets)
            AS charged ("budgetId" uuid, "periodStartMs" float8, "endUser" text)
          WHERE "budgetId" = chosen.budget_id AND to_timestamp("periodStartMs" / 1000) = chosen.period_start
            AND coalesce("endUser", '') = chosen.end_user
        )
    ) AS charged
    WHERE size.records <= $2
  )
  SELECT count(*)::int AS periods, count(*) FILTER (WHERE stored <> spent)::int AS different FROM compared`;

/**
 * Compares what periods of budgets have spent with the records that were charged to them.
 * @param connection of `heddle_platform`
 */
export async function verifyBudgets(connection: PoolClient): Promise<BudgetComparison> {
  const { rows } = await connection.query<BudgetComparison>(comparison, [MOST_PERIODS, MOST_RECORDS]);
  return rows[0] ?? { periods: 0, different: 0 };
}
