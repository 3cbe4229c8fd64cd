import { z } from 'zod';
import { Fault } from '../../canonical/fault.ts';
import { Prisma } from '../../platform/db/prisma.ts';
import type { TenantContext } from '../operation.ts';
import { reachesAllTeams } from '../usage/reaches-all-teams.ts';
import { periodOf } from './budget.ts';

/** Whoever looks further looks for something else. */
const FURTHEST = 10_000;
/** Periods and time zones that a tenant's budgets have, all together. */
const MOST_CALENDARS = 1_000;

const position = z.tuple([z.literal('nearest'), z.int().min(1).max(FURTHEST)]);

/**
 * Ids of budgets by how much of them was spent in the period under way, those nearest to their end first. Of a budget
 * for each end user, the one counts who spent most. It takes one look at an index per budget, and reads no records.
 */
export async function rankBudgets(
  { transaction, role }: Pick<TenantContext, 'transaction' | 'role'>,
  conditions: readonly Prisma.Sql[],
  { cursor, limit }: { cursor: string | undefined; limit: number },
): Promise<{ ids: string[]; nextCursor: string | null }> {
  const offset = cursor === undefined ? 0 : readPosition(cursor);
  const matching = Prisma.join([Prisma.sql`true`, ...conditions], ' and ');
  const calendars = await transaction.$queryRaw<
    { per: string; timeZone: string; anchorDay: number }[]
  >(Prisma.sql`
    select distinct per, time_zone as "timeZone", anchor_day as "anchorDay" from budgets
    where ${matching} limit ${MOST_CALENDARS}`);
  const nowMs = Date.now();
  const starts = calendars.map((each) => new Date(periodOf({ ...each, resetAt: null }, nowMs).startMs));
  // Whoever may not see what the whole tenant spends does not learn it from the order.
  const hidden = reachesAllTeams(role) ? Prisma.sql`false` : Prisma.sql`team_id is null`;
  const rows = await transaction.$queryRaw<{ id: string }[]>(Prisma.sql`
    select budgets.id from budgets
    left join unnest(
      ${calendars.map(({ per }) => per)}::text[], ${calendars.map(({ timeZone }) => timeZone)}::text[],
      ${calendars.map(({ anchorDay }) => anchorDay)}::smallint[], ${starts}::timestamptz[]
    ) as calendar (per, time_zone, anchor_day, start) using (per, time_zone, anchor_day)
    left join budget_totals as whole on whole.budget_id = budgets.id and whole.end_user = ''
      and whole.period_start = greatest(calendar.start, budgets.reset_at) and not budgets.per_end_user
    left join lateral (
      select max(spent_nano_usd) as nano_usd from budget_totals as part
      where budgets.per_end_user and part.budget_id = budgets.id
        and part.period_start = greatest(calendar.start, budgets.reset_at)
    ) as highest on true
    where ${matching}
    order by case when ${hidden} then 0 else
        coalesce(whole.spent_nano_usd, highest.nano_usd, 0)::float8 / greatest(budgets.nano_usd, 1) end desc,
      budgets.created_at desc, budgets.id desc
    limit ${limit + 1} offset ${offset}`);
  const next = offset + limit;
  return {
    ids: rows.slice(0, limit).map(({ id }) => id),
    nextCursor: rows.length > limit && next <= FURTHEST ? writePosition(next) : null,
  };
}

function writePosition(offset: number): string {
  return Buffer.from(JSON.stringify(['nearest', offset])).toString('base64url');
}

function readPosition(cursor: string): number {
  try {
    return position.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')))[1];
  } catch (cause) {
    throw new Fault('invalid_request', 'cursor: expected the nextCursor of an earlier page in this order', {
      path: 'cursor',
      cause,
    });
  }
}
