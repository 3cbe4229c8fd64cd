import type { Transaction } from '../../platform/db/prisma.ts';
import { storedEndUser } from '../../store/budgets/stored-end-user.ts';
import type { ChargedBudget } from '../../store/ledger.ts';

/** Of a budget's period, in nano-dollars. */
export interface BudgetStanding {
  /** By the records that are there. */
  spentNanoUsd: bigint;
  /** For requests that have been under way for longer than about a second. */
  reservedNanoUsd: bigint;
}

/**
 * How periods of the transaction's tenant's budgets stand, in the order of the question. It costs the same however many
 * records there are.
 * @param budgets of a page of budgets; `endUser` names one of a budget that has a part for each
 */
export async function readBudgetStandings(
  transaction: Transaction,
  budgets: readonly ChargedBudget[],
): Promise<BudgetStanding[]> {
  if (budgets.length === 0) return [];
  const ids = budgets.map(({ budgetId }) => budgetId);
  const starts = budgets.map(({ periodStartMs }) => new Date(periodStartMs));
  const endUsers = budgets.map(({ endUser }) => storedEndUser(endUser));
  const rows = await transaction.$queryRaw<{ spent: string; reserved: string }[]>`
    WITH reservation AS (
      SELECT charged."budgetId" AS budget_id, to_timestamp(charged."periodStartMs" / 1000) AS period_start,
        coalesce(charged."endUser", '') AS end_user, sum(nano_usd) AS nano_usd
      FROM open_reservations, jsonb_to_recordset(open_reservations.budgets)
        AS charged ("budgetId" uuid, "periodStartMs" float8, "endUser" text)
      WHERE charged."budgetId" = ANY (${ids}::uuid[]) GROUP BY 1, 2, 3
    ), increment AS (
      SELECT budget_id, period_start, end_user, sum(nano_usd) AS nano_usd FROM budget_increments
      WHERE budget_id = ANY (${ids}::uuid[]) GROUP BY 1, 2, 3
    )
    SELECT (coalesce(total.spent_nano_usd, 0) + coalesce(increment.nano_usd, 0))::text AS spent,
      coalesce(reservation.nano_usd, 0)::text AS reserved
    FROM unnest(${ids}::uuid[], ${starts}::timestamptz[], ${endUsers}::text[])
      WITH ORDINALITY AS asked (budget_id, period_start, end_user, place)
    LEFT JOIN budget_totals AS total USING (budget_id, period_start, end_user)
    LEFT JOIN increment USING (budget_id, period_start, end_user)
    LEFT JOIN reservation USING (budget_id, period_start, end_user)
    ORDER BY place`;
  return rows.map(({ spent, reserved }) => ({
    spentNanoUsd: BigInt(spent),
    reservedNanoUsd: BigInt(reserved),
  }));
}
