import { foldBudgetIncrements } from '../store/budgets/fold-budget-increments.ts';
import type { Job } from './job.ts';

/** Increments have no index: who asks what a budget has spent reads all of this long. */
const INTERVAL_MS = 5_000;
const LONGEST_RUN_MS = 3_000;

/** Moves what records cost budgets on to the totals of their periods. */
export const budgetTotals: Job = {
  name: 'budget-totals',
  intervalMs: INTERVAL_MS,
  async run(connection) {
    return { folded: await foldBudgetIncrements(connection, performance.now() + LONGEST_RUN_MS) };
  },
};
