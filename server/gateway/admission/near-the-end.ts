import type { Ask } from './ask.ts';
import type { BudgetWatch } from './budget-watch.ts';
import type { HeldBudget } from './held-budget.ts';

/**
 * A budget that has less left than so many requests as this one is near its end. Before, requests reserve what their
 * length bounds, which costs nothing to know and is up to a few times too much; near the end they are counted. So a
 * budget is used up to its last request, and the tokenizer has no work for all those before.
 */
const NEAR_THE_END = 128;

/** The first of the budgets that could refuse the request and is near its end, or not known; null where all have plenty left. */
export function budgetNearEnd({ budgets, worst }: Ask, watch: BudgetWatch): HeldBudget | null {
  for (const budget of budgets) {
    if (!budget.rule.hard) continue;
    const left = watch.left(budget);
    if (left === undefined || left < worst.nanoUsd * NEAR_THE_END) return budget;
  }
  return null;
}
