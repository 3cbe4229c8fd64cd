import { z } from 'zod';
import { Prisma, type Transaction } from '../../platform/db/prisma.ts';
import { defineOperation } from '../operation.ts';
import { aggregates, groupTotals, type TotalsRow } from './usage-aggregates.ts';
import { checkRange, matching, timeZone, usageFilter } from './usage-filter.ts';
import { presentTotals, usageTotals } from './usage-totals.ts';

const dimensions = ['day', 'model', 'key', 'team', 'channel', 'provider'] as const;

export const breakDownUsage = defineOperation({
  name: 'usage.breakdown',
  kind: 'query',
  scope: 'tenant',
  permission: 'usage:read',
  summary:
    'Totals of a time range by day, model, API key, team, channel or provider, dearest first (days in order).',
  rest: { method: 'GET', path: '/usage/breakdown' },
  input: z.object({
    ...usageFilter,
    timeZone,
    by: z.enum(dimensions),
    limit: z.int().min(1).max(1_000).default(100),
  }),
  output: z.object({
    items: z.array(
      usageTotals.extend({
        /** A day (2026-01-31), a name, or an id; null where no channel answered. */
        value: z.string().nullable(),
        /** For people: the value, or the name that belongs to the id; null when what it names is gone. */
        label: z.string().nullable(),
      }),
    ),
    /** More values than `limit` were found. */
    truncated: z.boolean(),
  }),
  run: async ({ transaction }, { by, limit, timeZone, ...filter }) => {
    checkRange(filter);
    const rows = await transaction.$queryRaw<(TotalsRow & { value: string | null })[]>(Prisma.sql`
      with groups as (
        select ${grouping(by, timeZone)} as value, ${aggregates}
        from usage_records where ${matching(filter)}
        group by 1
        order by ${by === 'day' ? Prisma.sql`1` : Prisma.sql`sum(cost_nano_usd) desc, count(*) desc, 1`}
        limit ${limit + 1}
      )
      select ${by === 'day' ? Prisma.sql`to_char(value, 'YYYY-MM-DD') as value` : Prisma.sql`value`}, ${groupTotals} from groups
      order by ${by === 'day' ? Prisma.sql`1` : Prisma.sql`groups.cost_nano_usd desc, groups.requests desc, 1`}`);
    const labels = await readLabels(transaction, by, rows);
    return {
      items: rows.slice(0, limit).map((row) => ({
        value: row.value,
        label: labels ? (row.value && labels.get(row.value)) || null : row.value,
        ...presentTotals(row),
      })),
      truncated: rows.length > limit,
    };
  },
});

type Dimension = (typeof dimensions)[number];

function grouping(by: Dimension, timeZone: string): Prisma.Sql {
  switch (by) {
    case 'day':
      return Prisma.sql`(created_at at time zone ${timeZone}::text)::date`;
    case 'model':
      return Prisma.sql`model_requested`;
    case 'key':
      return Prisma.sql`api_key_id::text`;
    case 'team':
      return Prisma.sql`team_id::text`;
    case 'channel':
      return Prisma.sql`channel_id::text`;
    case 'provider':
      return Prisma.sql`provider`;
  }
}

/** Names by id; null for dimensions whose values are names themselves. */
async function readLabels(
  transaction: Transaction,
  by: Dimension,
  rows: readonly { value: string | null }[],
): Promise<Map<string, string> | null> {
  const where = { id: { in: rows.flatMap(({ value }) => value ?? []) } };
  const select = { id: true, name: true } as const;
  const named = {
    key: () => transaction.apiKey.findMany({ where, select }),
    team: () => transaction.team.findMany({ where, select }),
    channel: () => transaction.channel.findMany({ where, select }),
  };
  if (by !== 'key' && by !== 'team' && by !== 'channel') return null;
  return new Map((await named[by]()).map(({ id, name }) => [id, name]));
}
