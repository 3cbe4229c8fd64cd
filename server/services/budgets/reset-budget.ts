import { z } from 'zod';
import { id } from '../fields.ts';
import { defineOperation } from '../operation.ts';
import { budgetOutput } from './budget.ts';
import { findBudgetToChange } from './find-budget-to-change.ts';
import { presentBudget } from './present-budgets.ts';

export const resetBudget = defineOperation({
  name: 'budgets.reset',
  kind: 'mutation',
  scope: 'tenant',
  permission: 'rules:write',
  summary:
    'Begins a budget’s period anew: what was spent in it, and what requests under way will have cost, counts no more.',
  rest: { method: 'POST', path: '/budgets/{id}/reset' },
  input: z.object({ id }),
  output: budgetOutput,
  run: async (context, { id }) => {
    await findBudgetToChange(context, id);
    await context.transaction.budget.update({ where: { id }, data: { resetAt: new Date() } });
    return presentBudget(context, id);
  },
});
