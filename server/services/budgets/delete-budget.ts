import { z } from 'zod';
import { done, id } from '../fields.ts';
import { defineOperation } from '../operation.ts';
import { findBudgetToChange } from './find-budget-to-change.ts';

export const deleteBudget = defineOperation({
  name: 'budgets.delete',
  kind: 'mutation',
  scope: 'tenant',
  permission: 'rules:write',
  summary: 'Takes a budget away. What was spent of it stays in the ledger.',
  rest: { method: 'DELETE', path: '/budgets/{id}' },
  input: z.object({ id }),
  output: done,
  run: async (context, { id }) => {
    await findBudgetToChange(context, id);
    await context.transaction.budget.delete({ where: { id } });
    return { id };
  },
});
