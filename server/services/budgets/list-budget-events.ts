import { z } from 'zod';
import { Fault } from '../../canonical/fault.ts';
import { Prisma } from '../../platform/db/prisma.ts';
import { id, page, time } from '../fields.ts';
import { defineOperation } from '../operation.ts';
import { reachesAllTeams } from '../usage/reaches-all-teams.ts';
import { usdAmount } from '../usd.ts';
import { budgetOutput } from './budget.ts';
import { presentBudgets } from './present-budgets.ts';

const eventOutput = z.object({
  /** The budget as it is now; null when it is gone. */
  budget: budgetOutput
    .pick({ id: true, team: true, key: true, models: true, usd: true, per: true })
    .nullable(),
  /** Percent of the amount. */
  threshold: z.int(),
  /** When it was crossed. */
  spentUsd: usdAmount,
  /** Whose part of it; null where there are no parts, and for requests that name nobody. */
  endUser: z.string().nullable(),
  /** Null: since the budget was made. */
  periodStart: time.nullable(),
  createdAt: time,
});

const position = z.tuple([
  z.int().min(0).max(7_258_118_400_000),
  z.uuid(),
  z.int(),
  z.string().max(512),
  z.int(),
]);

interface EventRow {
  budgetId: string;
  threshold: number;
  spent: string;
  endUser: string;
  periodStart: Date;
  createdAt: Date;
}

export const listBudgetEvents = defineOperation({
  name: 'budgets.events',
  kind: 'query',
  scope: 'tenant',
  permission: 'rules:read',
  summary: 'Thresholds that were crossed, each once a period; newest first.',
  rest: { method: 'GET', path: '/budget-events' },
  input: z.object({
    budgetId: id.optional(),
    cursor: z.string().max(2_000).optional(),
    limit: page.limit,
  }),
  output: z.object({ items: z.array(eventOutput), nextCursor: z.string().nullable() }),
  run: async (context, { budgetId, cursor, limit }) => {
    const conditions = [
      // Whoever does not see all teams sees events of the budgets that are theirs to see, and not what all spend together.
      reachesAllTeams(context.role)
        ? Prisma.sql`true`
        : Prisma.sql`budget_id in (select id from budgets where team_id is not null)`,
      ...(budgetId === undefined ? [] : [Prisma.sql`budget_id = ${budgetId}::uuid`]),
      ...(cursor === undefined ? [] : [afterPosition(cursor)]),
    ];
    const rows = await context.transaction.$queryRaw<EventRow[]>(Prisma.sql`
      select budget_id as "budgetId", threshold, spent_nano_usd::text as spent, end_user as "endUser",
        period_start as "periodStart", created_at as "createdAt"
      from budget_events where ${Prisma.join(conditions, ' and ')}
      order by created_at desc, budget_id desc, threshold desc, end_user desc, period_start desc
      limit ${limit + 1}`);
    const items = rows.slice(0, limit);
    const budgets = await presentBudgets(context, [...new Set(items.map((row) => row.budgetId))], 0);
    const last = items.at(-1);
    return {
      items: items.map((row) => ({
        ...row,
        budget: budgets.find((budget) => budget.id === row.budgetId) ?? null,
        spentUsd: BigInt(row.spent),
        endUser: row.endUser || null,
        periodStart: row.periodStart.getTime() === 0 ? null : row.periodStart,
      })),
      nextCursor: rows.length > limit && last ? writePosition(last) : null,
    };
  },
});

function writePosition({ createdAt, budgetId, threshold, endUser, periodStart }: EventRow): string {
  const place = [createdAt.getTime(), budgetId, threshold, endUser, periodStart.getTime()];
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

function afterPosition(cursor: string): Prisma.Sql {
  const place = readPosition(cursor);
  const [createdAtMs, budgetId, threshold, endUser, periodStartMs] = place;
  return Prisma.sql`(created_at, budget_id, threshold, end_user, period_start)
    < (${new Date(createdAtMs)}, ${budgetId}::uuid, ${threshold}::integer, ${endUser}::text, ${new Date(periodStartMs)})`;
}

function readPosition(cursor: string): z.output<typeof position> {
  try {
    return position.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch (cause) {
    throw new Fault('invalid_request', 'cursor: expected the nextCursor of an earlier page', {
      path: 'cursor',
      cause,
    });
  }
}
