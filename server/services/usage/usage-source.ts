import type { z } from 'zod';
import { Prisma } from '../../platform/db/prisma.ts';
import { FULL_GRAIN, smallestGrain } from '../../store/usage/grains.ts';
import { MINUTE } from '../../store/usage/levels.ts';
import { counters, type Dimension } from '../../store/usage/totals-columns.ts';
import type { Segment } from './cover-range.ts';
import type { usageFilter } from './usage-filter.ts';

export type UsageConditions = Partial<Omit<z.output<z.ZodObject<typeof usageFilter>>, 'from' | 'to'>>;

const measured = Prisma.raw([...counters, 'last_used_at', 'latencies', 'first_bytes'].join(', '));

/** Increments do not know yet whether the tenant has a model of that name. */
const incrementModel = Prisma.sql`case when attempted or exists (
  select from channel_models where channel_models.tenant_id = usage_increments.tenant_id and name = model
) then model end`;

/**
 * Rows that add up to the usage of these segments, each with `bucket`, the dimensions asked for and what is counted, as
 * a subquery. It reads totals, what is not in those yet, and what no process has added up yet: each record counts in
 * exactly one of the three at any moment.
 * @param needed dimensions that are read, besides those of the conditions
 * @param reachesAllTeams whether rows are seen that belong to no team
 */
export function usageSource(
  segments: readonly Segment[],
  conditions: UsageConditions,
  needed: readonly Dimension[],
  reachesAllTeams: boolean,
): Prisma.Sql {
  const [first, last] = [segments[0], segments.at(-1)];
  if (!first || !last) throw new Error('No segment');
  const used = new Set<Dimension>([...needed, ...dimensionsOf(conditions)]);
  if (!reachesAllTeams) used.add('team_id');
  const grain = smallestGrain(used);
  const columns = Prisma.raw(['bucket', 'failed', ...used].join(', '));
  const incrementColumns = [
    Prisma.raw('bucket'),
    Prisma.raw('failed'),
    ...[...used].map((name) =>
      name === 'model' ? Prisma.sql`${incrementModel} as model` : Prisma.raw(name),
    ),
  ];
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
      select ${Prisma.join(incrementColumns)}, ${measured} from usage_increments
        where bucket >= ${first.from} and bucket < ${last.to}
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
