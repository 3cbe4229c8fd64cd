import { Fault } from '../../canonical/fault.ts';
import { Prisma } from '../../platform/db/prisma.ts';
import { DAY, HOUR } from '../../store/usage/levels.ts';
import { incrementSums, measuredColumns } from '../../store/usage/totals-columns.ts';
import { coverHours, type WholeRange } from './cover-range.ts';
import type { UsageConditions } from './usage-source.ts';

const measured = Prisma.raw(measuredColumns.join(', '));
const fromIncrements = Prisma.raw(
  measuredColumns.map((name) => `${incrementSums[name]} as ${name}`).join(', '),
);

/** Totals of tags know no more. */
const filters: readonly (keyof UsageConditions)[] = ['tag', 'teamId', 'outcome'];

/** @throws Fault invalid_request for filters that usage by tag cannot be narrowed by */
export function checkTagFilters(conditions: UsageConditions): void {
  const names = Object.keys(conditions) as (keyof UsageConditions)[];
  const beyond = names.find((name) => conditions[name] !== undefined && !filters.includes(name));
  if (beyond === undefined) return;
  throw new Fault(
    'invalid_request',
    `${beyond}: expected nothing; usage by tag is narrowed by teamId and outcome`,
    {
      path: beyond,
    },
  );
}

/**
 * Rows that add up to the usage of a range by tag, each with `bucket`, `team_id`, `tag`, `failed` and what is counted,
 * as a subquery. A request is in those of each of its tags. A tag is null where the tenant has too many.
 * @param range of whole hours
 * @param longest seconds of the longest periods to read
 */
export function usageTagSource(range: WholeRange, longest: number, conditions: UsageConditions): Prisma.Sql {
  const segments = coverHours(range, longest >= DAY ? DAY : HOUR);
  return Prisma.sql`(
    with segment as materialized (
      select * from unnest(
        ${segments.map(({ level }) => level)}::int[],
        ${segments.map(({ from }) => from)}::timestamptz[],
        ${segments.map(({ to }) => to)}::timestamptz[]
      ) as segment (level_read, start_time, end_time)
    ), counted as (
      select bucket, team_id, tag, failed, ${measured} from segment join usage_tag_totals
        on bucket >= start_time and bucket < end_time and (level = level_read or not settled and level < level_read)
      union all
      select date_trunc('hour', created_at) as bucket, team_id, tag, failed, ${fromIncrements}
      from usage_increments cross join lateral unnest(tags) as tag
      where created_at >= ${range.from} and created_at < ${range.to}
      group by date_trunc('hour', created_at), team_id, tag, failed, endpoint
    )
    select * from counted where ${matching(conditions)}
  )`;
}

function matching({ tag, teamId, outcome }: UsageConditions): Prisma.Sql {
  const parts = [
    tag !== undefined && Prisma.sql`tag = ${tag}`,
    teamId && Prisma.sql`team_id = any(${teamId}::uuid[])`,
    outcome && (outcome === 'failure' ? Prisma.sql`failed` : Prisma.sql`not failed`),
  ].filter((part) => part !== false && part !== undefined);
  return parts.length === 0 ? Prisma.sql`true` : Prisma.join(parts, ' and ');
}
