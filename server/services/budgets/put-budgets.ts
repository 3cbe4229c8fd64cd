import type { Transaction } from '../../platform/db/prisma.ts';
import { type AppliedRules, matchRules } from '../rules/match-rules.ts';
import type { RuleMaker } from '../rules/rule-maker.ts';
import { writeUsd } from '../usd.ts';
import { type BudgetRow, sortThresholds, spendingCountedBy, type WantedBudget } from './budget.ts';
import { type BudgetPlace, makeBudget } from './make-budget.ts';

/**
 * Brings the budgets of a place to those that are wanted: one that counts the same is changed, and goes on counting.
 * @param rows Those that are there and may be changed; others stay as they are
 * @throws Fault conflict where there are too many
 */
export async function putBudgets(
  transaction: Transaction,
  tenantId: string,
  place: BudgetPlace,
  rows: readonly BudgetRow[],
  wanted: readonly WantedBudget[],
  maker: RuleMaker,
): Promise<AppliedRules<BudgetRow, WantedBudget>> {
  const { create, update, remove } = matchRules<BudgetRow, WantedBudget>(rows, wanted, {
    counts: spendingCountedBy,
    isSame,
  });
  await transaction.budget.deleteMany({ where: { id: { in: remove.map(({ id }) => id) } } });
  for (const { row, wanted: each } of update) {
    const { usd: nanoUsd, thresholds, hard, caps } = each;
    await transaction.budget.update({
      where: { id: row.id },
      data: { nanoUsd, thresholds: sortThresholds(thresholds), hard, caps },
    });
  }
  const made: { id: string; wanted: WantedBudget }[] = [];
  for (const each of create) {
    made.push({ id: await makeBudget(transaction, tenantId, place, each, maker), wanted: each });
  }
  return { made, update, remove };
}

function isSame(row: BudgetRow, { usd, thresholds, hard, caps }: WantedBudget): boolean {
  return (
    row.nanoUsd === usd &&
    row.hard === hard &&
    row.caps === caps &&
    String(row.thresholds) === String(sortThresholds(thresholds))
  );
}

/** For the audit log, as clients write it. */
export function describeBudget(budget: BudgetRow | WantedBudget) {
  const { per, thresholds, hard, caps, models } = budget;
  const amount = 'nanoUsd' in budget ? budget.nanoUsd : budget.usd;
  return { usd: writeUsd(amount), per, thresholds, hard, caps, models };
}
