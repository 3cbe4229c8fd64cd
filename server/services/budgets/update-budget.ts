import { z } from 'zod';
import { id } from '../fields.ts';
import { defineOperation } from '../operation.ts';
import { budgetOutput, budgetTerms, sortThresholds } from './budget.ts';
import { findBudgetToChange } from './find-budget-to-change.ts';
import { presentBudget } from './present-budgets.ts';

export const updateBudget = defineOperation({
  name: 'budgets.update',
  kind: 'mutation',
  scope: 'tenant',
  permission: 'rules:write',
  summary:
    'Raises or lowers a budget, or changes what comes of spending it. What was spent in its period stays counted.',
  rest: { method: 'PATCH', path: '/budgets/{id}' },
  input: z.object({ id, ...z.object(budgetTerms).partial().shape }),
  output: budgetOutput,
  run: async (context, { id, usd: nanoUsd, thresholds, hard, caps }) => {
    await findBudgetToChange(context, id);
    await context.transaction.budget.update({
      where: { id },
      data: { nanoUsd, hard, caps, ...(thresholds && { thresholds: sortThresholds(thresholds) }) },
    });
    return presentBudget(context, id);
  },
});
