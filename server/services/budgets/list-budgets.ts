import { z } from 'zod';
import { Prisma } from '../../platform/db/prisma.ts';
import { readCursor, toPage } from '../cursor.ts';
import { page } from '../fields.ts';
import { defineOperation } from '../operation.ts';
import { matchingRules, ruleFilter } from '../rules/rule-filter.ts';
import { budgetOutput } from './budget.ts';
import { presentBudgets } from './present-budgets.ts';
import { rankBudgets } from './rank-budgets.ts';

const MOST_END_USERS = 3;

export const listBudgets = defineOperation({
  name: 'budgets.list',
  kind: 'query',
  scope: 'tenant',
  permission: 'rules:read',
  summary:
    'The budgets that hold for the teams the caller may see, and for the whole tenant, and how they stand; those nearest to their end first, unless said otherwise.',
  rest: { method: 'GET', path: '/budgets' },
  input: z.object({
    ...ruleFilter,
    /** `nearest`: whoever has spent the largest part of it comes first, by what was added up some seconds ago. */
    sort: z.enum(['nearest', 'newest']).default('nearest'),
    ...page,
  }),
  output: z.object({ items: z.array(budgetOutput), nextCursor: z.string().nullable() }),
  run: async (context, { sort, cursor, limit, ...filter }) => {
    const conditions = matchingRules(filter);
    const { ids, nextCursor } =
      sort === 'nearest'
        ? await rankBudgets(context, conditions, { cursor, limit })
        : await newestBudgets(context, conditions, { cursor, limit });
    return { items: await presentBudgets(context, ids, MOST_END_USERS), nextCursor };
  },
});

async function newestBudgets(
  { transaction }: Parameters<typeof rankBudgets>[0],
  conditions: readonly Prisma.Sql[],
  { cursor, limit }: { cursor: string | undefined; limit: number },
) {
  const from = cursor === undefined ? null : readCursor(cursor);
  const later = from && Prisma.sql`(created_at, id) < (${from.createdAt}, ${from.id}::uuid)`;
  const all = [Prisma.sql`true`, ...conditions, ...(later ? [later] : [])];
  const rows = await transaction.$queryRaw<{ id: string; createdAt: Date }[]>(Prisma.sql`
    select id, created_at as "createdAt" from budgets where ${Prisma.join(all, ' and ')}
    order by created_at desc, id desc limit ${limit + 1}`);
  const { items, nextCursor } = toPage(rows, limit);
  return { ids: items.map(({ id }) => id), nextCursor };
}
