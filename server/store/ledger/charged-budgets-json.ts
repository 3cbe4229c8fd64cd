import type { ChargedBudget } from '../ledger.ts';

/** Of budgets that all share: the same objects come in every request of their period. */
const written = new WeakMap<ChargedBudget, string>();

/** The JSON of what a request is charged to. */
export function writeChargedBudgets(budgets: readonly ChargedBudget[]): string {
  let text = '';
  for (const budget of budgets) text += text === '' ? write(budget) : `,${write(budget)}`;
  return `[${text}]`;
}

function write(budget: ChargedBudget): string {
  // Everybody's own part is another object in each request.
  if (budget.endUser !== null) return JSON.stringify(budget);
  let text = written.get(budget);
  if (text === undefined) {
    text = JSON.stringify(budget);
    written.set(budget, text);
  }
  return text;
}
