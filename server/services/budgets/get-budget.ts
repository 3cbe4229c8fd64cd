import { z } from 'zod';
import { id, time } from '../fields.ts';
import { found } from '../found.ts';
import { defineOperation } from '../operation.ts';
import { usdAmount } from '../usd.ts';
import { budgetOutput } from './budget.ts';
import { presentBudget, seesSpending } from './present-budgets.ts';

const MOST_PERIODS = 12;
const MOST_END_USERS = 50;

export const getBudget = defineOperation({
  name: 'budgets.get',
  kind: 'query',
  scope: 'tenant',
  permission: 'rules:read',
  summary: 'A budget, how it stands, and what was spent of it in its latest periods.',
  rest: { method: 'GET', path: '/budgets/{id}' },
  input: z.object({ id }),
  output: budgetOutput.extend({
    /** Periods in which something was spent, the newest first; 12 at most. Of all end users together. */
    history: z.array(z.object({ start: time.nullable(), spentUsd: usdAmount })),
  }),
  run: async (context, { id }) => {
    const { transaction } = context;
    const row = found(await transaction.budget.findUnique({ where: { id } }), 'budget');
    const budget = await presentBudget(context, id, MOST_END_USERS);
    if (!seesSpending(context, row)) return { ...budget, history: [] };
    const periods = await transaction.$queryRaw<{ start: Date; spent: string }[]>`
      select period_start as start, sum(spent_nano_usd)::text as spent from budget_totals
      where budget_id = ${id}::uuid group by 1 order by 1 desc limit ${MOST_PERIODS}`;
    const history = periods.map(({ start, spent }) => ({
      start: start.getTime() === 0 ? null : start,
      spentUsd: BigInt(spent),
    }));
    return { ...budget, history };
  },
});
