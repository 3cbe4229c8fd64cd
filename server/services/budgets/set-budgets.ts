import { z } from 'zod';
import { Fault } from '../../canonical/fault.ts';
import { defineOperation, type TenantContext } from '../operation.ts';
import { lockRules } from '../rules/lock-rules.ts';
import { repeatedRules } from '../rules/match-rules.ts';
import { mayChangeRule } from '../rules/may-change-rule.ts';
import { rulePlaceInput } from '../rules/rule-fields.ts';
import { findRulePlace } from '../rules/rule-place.ts';
import { writeUsd } from '../usd.ts';
import { budgetOutput, spendingCountedBy, wantedBudget } from './budget.ts';
import type { BudgetPlace } from './make-budget.ts';
import { presentBudgets } from './present-budgets.ts';
import { describeBudget, putBudgets } from './put-budgets.ts';

/** Of one place; the tenant and its teams may have 200 together. */
export const wantedBudgets = z.array(wantedBudget).max(50);

const MOST_END_USERS = 3;

export const setBudgets = defineOperation({
  name: 'budgets.set',
  kind: 'mutation',
  scope: 'tenant',
  permission: 'rules:write',
  summary:
    'Replaces the budgets of an API key, a team or the tenant itself by these. One that counts the same as before goes on counting; those the caller may not change stay.',
  rest: { method: 'PUT', path: '/budgets' },
  input: z.object({ ...rulePlaceInput, budgets: wantedBudgets }),
  output: z.object({ items: z.array(budgetOutput) }),
  run: async (context, { budgets, ...asked }) => {
    const { place, name } = await findRulePlace(context, asked);
    context.nameTarget(name);
    const { items, ...changes } = await replaceBudgets(context, place, budgets);
    context.noteInAudit(changes);
    return { items };
  },
});

/**
 * @returns all budgets of the place, and what became of those that were there
 * @throws Fault invalid_request where two count the same, conflict where there are too many
 */
export async function replaceBudgets(
  context: TenantContext,
  { teamId, apiKeyId }: BudgetPlace,
  wanted: z.output<typeof wantedBudgets>,
) {
  const { transaction, tenant, actor } = context;
  const [repeated] = repeatedRules(wanted, spendingCountedBy);
  if (repeated !== undefined) {
    const path = `budgets[${repeated}]`;
    throw new Fault('invalid_request', `${path}: an earlier one counts the same`, { path });
  }
  const place = { teamId, apiKeyId };
  await lockRules(transaction, 'budgets', tenant.id, place);
  const where = { tenantId: tenant.id, ...place };
  const rows = (await transaction.budget.findMany({ where })).filter((row) => mayChangeRule(context, row));
  const maker = { createdById: actor.id };
  const changes = await putBudgets(transaction, tenant.id, place, rows, wanted, maker);
  const order = [{ createdAt: 'asc' as const }, { id: 'asc' as const }];
  const kept = await transaction.budget.findMany({ where, select: { id: true }, orderBy: order });
  const ids = kept.map(({ id }) => id);
  return {
    items: await presentBudgets(context, ids, MOST_END_USERS),
    changed: changes.update.map(({ row, wanted: each }) => ({
      ...describeBudget(each),
      previousUsd: writeUsd(row.nanoUsd),
    })),
    removed: changes.remove.map(describeBudget),
  };
}
