import { Prisma, type Transaction } from '../../platform/db/prisma.ts';
import { coverRange } from './cover-range.ts';
import { longestLevel } from './longest-level.ts';
import type { WholeRange } from './read-usage.ts';
import { type Breakdown, dimensionOf } from './usage-breakdown.ts';
import { type UsageConditions, usageSource } from './usage-source.ts';
import { added, type SumRow, summed, UsageSum } from './usage-sum.ts';

interface Grouping {
  by: Breakdown;
  /** How many values are told apart. */
  limit: number;
  timeZone: string;
}

type GroupRow = SumRow & { value: string | null; beyond: boolean };

/** Usage of a range by one thing, dearest first (days in order), and what is beyond the limit together. */
export async function readGroups(
  transaction: Transaction,
  range: WholeRange,
  conditions: UsageConditions,
  { by, limit, timeZone }: Grouping,
  reachesAllTeams: boolean,
): Promise<{ groups: { value: string | null; usage: UsageSum }[]; others: UsageSum | null }> {
  const longest = by === 'day' ? longestLevel('day', timeZone, range) : Number.POSITIVE_INFINITY;
  const dimension = by === 'day' ? [] : [dimensionOf[by]];
  const source = usageSource(coverRange(range, longest), conditions, dimension, reachesAllTeams);
  const value =
    by === 'day'
      ? Prisma.sql`to_char(bucket at time zone ${timeZone}::text, 'YYYY-MM-DD')`
      : Prisma.raw(`${dimensionOf[by]}::text`);
  const order =
    by === 'day' ? Prisma.sql`value` : Prisma.sql`cost_nano_usd desc, requests desc, value nulls last`;
  const rows = await transaction.$queryRaw<GroupRow[]>(Prisma.sql`
    with groups as (
      select ${value} as value, ${added} from ${source} as usage group by 1
    ), ranked as (
      select *, least(row_number() over (order by ${order}), ${limit + 1}) as place from groups
    )
    select min(value) as value, place > ${limit} as beyond, ${summed} from ranked group by place order by place`);
  const others = rows.filter(({ beyond }) => beyond);
  return {
    groups: rows
      .filter(({ beyond }) => !beyond)
      .map((row) => ({ value: row.value, usage: UsageSum.of([row]) })),
    others: others.length > 0 ? UsageSum.of(others) : null,
  };
}
