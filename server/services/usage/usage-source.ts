import type { z } from 'zod';
import { Prisma } from '../../platform/db/prisma.ts';
import { FULL_GRAIN, smallestGrain } from '../../store/usage/grains.ts';
import { MINUTE } from '../../store/usage/levels.ts';
import {
  type Dimension,
  incrementModel,
  incrementSums,
  measuredColumns,
} from '../../store/usage/totals-columns.ts';
import { coverRange, type WholeRange } from './cover-range.ts';
import type { usageFilter } from './usage-filter.ts';
import { usageTagSource } from './usage-tag-source.ts';

export type UsageConditions = Partial<Omit<z.output<z.ZodObject<typeof usageFilter>>, 'from' | 'to'>>;

const measured = Prisma.raw(measuredColumns.join(', '));

const fromIncrements = Prisma.raw(
  measuredColumns.map((name) => `${incrementSums[name]} as ${name}`).join(', '),
);

/**
 * Rows that add up to the usage of a range, each with `bucket`, the dimensions asked for and what is counted, as a
 * subquery. It reads totals, what is not in those yet, and what no process has added up yet: each record counts in
 * exactly one of the three at any moment.
 * @param longest seconds of the longest periods to read
 * @param needed dimensions that are read, besides those of the conditions
 * @param reachesAllTeams whether rows are seen that belong to no team
 */
export function usageSource(
  range: WholeRange,
  longest: number,
  conditions: UsageConditions,
  needed: readonly (Dimension | 'tag')[],
  reachesAllTeams: boolean,
): Prisma.Sql {
  if (conditions.tag !== undefined || needed.includes('tag'))
    return usageTagSource(range, longest, conditions);
  const used = new Set([...needed.filter((name) => name !== 'tag'), ...dimensionsOf(conditions)]);
  if (!reachesAllTeams) used.add('team_id');
  const grain = smallestGrain(used);
  const segments = coverRange(range, longest, grain !== FULL_GRAIN);
  const columns = Prisma.raw(['bucket', 'failed', ...used].join(', '));
  // Whether an increment is the call of a model, its endpoint says.
  const grouped = Prisma.raw(['bucket', 'failed', ...new Set([...used, 'endpoint'])].join(', '));
  return Prisma.sql`(
    with segment as materialized (
      select * from unnest(
        ${segments.map(({ level }) => level)}::int[],
        ${segments.map(({ level }) => (level === MINUTE ? FULL_GRAIN : grain))}::smallint[],
        ${segments.map(({ from }) => from)}::timestamptz[],
        ${segments.map(({ to }) => to)}::timestamptz[]
      ) as segment (level_read, grain_read, start_time, end_time)
    ), counted as (
      select ${columns}, ${measured} from segment join usage_totals
        on level = level_read and grain = grain_read and bucket >= start_time and bucket < end_time
      union all
      select ${columns}, ${measured} from segment join usage_totals
        on not settled and level < level_read and bucket >= start_time and bucket < end_time
          and grain = case level when ${MINUTE} then ${FULL_GRAIN} else grain_read end
      union all
      select ${columns}, ${fromIncrements} from (
        select *, date_trunc('minute', created_at) as bucket, ${Prisma.raw(incrementModel('usage_increments'))} as model
        from usage_increments where created_at >= ${range.from} and created_at < ${range.to}
      ) as increment group by ${grouped}
    )
    select * from counted where ${matching(conditions)}
  )`;
}

const columnOf = {
  teamId: 'team_id',
  apiKeyId: 'api_key_id',
  channelId: 'channel_id',
  provider: 'provider',
  model: 'model',
  endpoint: 'endpoint',
} as const satisfies Partial<Record<keyof UsageConditions, Dimension>>;
const filters = Object.entries(columnOf) as [keyof typeof columnOf, Dimension][];

function dimensionsOf(conditions: UsageConditions): Dimension[] {
  return filters.filter(([name]) => conditions[name]).map(([, dimension]) => dimension);
}

function matching(conditions: UsageConditions): Prisma.Sql {
  const parts = filters.flatMap(([name, dimension]) => {
    const values = conditions[name];
    if (!values) return [];
    return Prisma.sql`${Prisma.raw(dimension)} = any(${values}::${Prisma.raw(dimension.endsWith('_id') ? 'uuid' : 'text')}[])`;
  });
  if (conditions.outcome)
    parts.push(conditions.outcome === 'failure' ? Prisma.sql`failed` : Prisma.sql`not failed`);
  return parts.length === 0 ? Prisma.sql`true` : Prisma.join(parts, ' and ');
}
