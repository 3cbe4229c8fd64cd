import { found } from '../found.ts';
import type { TenantContext } from '../operation.ts';
import { assertMayChangeRule } from '../rules/may-change-rule.ts';
import { withPlace } from '../rules/newest-keys.ts';
import { writeUsd } from '../usd.ts';
import { periodOf } from './budget.ts';
import { seesSpending } from './present-budgets.ts';
import { readBudgetStandings } from './read-budget-standings.ts';

/**
 * The budget, if the actor may change it, locked until the transaction ends. The audit event is told what it is on and
 * how it stood.
 * @throws Fault not_found, forbidden
 */
export async function findBudgetToChange(context: TenantContext, id: string) {
  const { transaction, tenant, nameTarget, noteInAudit } = context;
  await transaction.$queryRaw`select 1 from budgets where id = ${id}::uuid for update`;
  const budget = found(await transaction.budget.findUnique({ where: { id }, include: withPlace }), 'budget');
  assertMayChangeRule(context, budget);
  nameTarget(budget.apiKey?.name ?? budget.team?.name ?? tenant.slug);
  noteInAudit({ previousUsd: writeUsd(budget.nanoUsd), per: budget.per });
  if (!budget.perEndUser && seesSpending(context, budget)) {
    const { startMs: periodStartMs } = periodOf(budget, Date.now());
    const [standing] = await readBudgetStandings(transaction, [
      { budgetId: id, periodStartMs, endUser: null },
    ]);
    noteInAudit({ spentUsd: writeUsd(standing?.spentNanoUsd ?? 0n) });
  }
  return budget;
}
