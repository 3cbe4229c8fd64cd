import type { Transaction } from '../../platform/db/prisma.ts';
import type { ChargedBudget } from '../../store/ledger.ts';

interface AskedBudget {
  budgetId: string;
  periodStartMs: number;
  perEndUser: boolean;
}

/**
 * What is to be read of these budgets: one part of each, or, where end users have parts of their own, those of whoever
 * spent most, as far as that is added up. In the order of the question; of end users the highest first.
 */
export async function readTopEndUsers(
  transaction: Transaction,
  budgets: readonly AskedBudget[],
  most: number,
): Promise<ChargedBudget[]> {
  const divided = budgets.filter(({ perEndUser }) => perEndUser);
  const ids = divided.map(({ budgetId }) => budgetId);
  const starts = divided.map(({ periodStartMs }) => new Date(periodStartMs));
  const rows =
    divided.length === 0
      ? []
      : await transaction.$queryRaw<{ budgetId: string; endUser: string }[]>`
          select asked.budget_id as "budgetId", top.end_user as "endUser"
          from unnest(${ids}::uuid[], ${starts}::timestamptz[]) as asked (budget_id, period_start),
            lateral (
              select end_user, spent_nano_usd from budget_totals as total
              where total.budget_id = asked.budget_id and total.period_start = asked.period_start
              order by spent_nano_usd desc, end_user limit ${most}
            ) as top
          order by top.spent_nano_usd desc, top.end_user`;
  return budgets.flatMap(({ budgetId, periodStartMs, perEndUser }): ChargedBudget[] => {
    if (!perEndUser) return [{ budgetId, periodStartMs, endUser: null }];
    return rows
      .filter((row) => row.budgetId === budgetId)
      .map(({ endUser }) => ({ budgetId, periodStartMs, endUser }));
  });
}
