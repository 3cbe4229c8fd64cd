import type { z } from 'zod';
import { Prisma, type Transaction } from '../../platform/db/prisma.ts';
import { found } from '../found.ts';
import {
  aggregates,
  groupTotals,
  measuredColumns,
  overallTotals,
  type TotalsRow,
} from './usage-aggregates.ts';
import type { Bucket } from './usage-bucket.ts';
import { matching, type usageFilter } from './usage-filter.ts';
import { presentTotals } from './usage-totals.ts';

type Filter = z.output<z.ZodObject<typeof usageFilter>>;

type PeriodRow = TotalsRow & { period: 'current' | 'previous' | 'bucket'; time: Date | null };

/**
 * Totals of a time range, of the equally long one before it, and of each bucket of the range, with zeros where
 * nothing happened. Buckets begin where the clock of the time zone says. Each usage record is read once.
 */
export async function readPeriods(
  transaction: Transaction,
  filter: Filter,
  bucket: Bucket,
  timeZone: string,
) {
  const { from, to } = filter;
  const before = { ...filter, from: new Date(2 * from.getTime() - to.getTime()), to: from };
  const rows = await transaction.$queryRaw<PeriodRow[]>(Prisma.sql`
    with groups as materialized (
      select bucket, ${aggregates} from (
        select date_trunc(${bucket}::text, created_at, ${timeZone}::text) as bucket, ${measuredColumns}
        from usage_records where ${matching(filter)}
        union all
        select null, ${measuredColumns} from usage_records where ${matching(before)}
      ) as records group by bucket
    ), current as (
      select * from groups where bucket is not null
    ), previous as (
      select * from groups where bucket is null
    ), buckets as (
      select * from generate_series(
        date_trunc(${bucket}::text, ${from}::timestamptz, ${timeZone}::text),
        ${to}::timestamptz - interval '1 millisecond',
        ${`1 ${bucket}`}::interval,
        ${timeZone}::text
      ) as time left join current on current.bucket = time
    )
    select 'current' as period, null::timestamptz as time, ${overallTotals('current')} from current
    union all select 'previous', null, ${overallTotals('previous')} from previous
    union all select 'bucket', time, ${groupTotals} from buckets
    order by time`);
  const totalsOf = (period: PeriodRow['period']) =>
    presentTotals(
      found(
        rows.find((row) => row.period === period),
        'period',
      ),
    );
  return {
    totals: totalsOf('current'),
    previous: totalsOf('previous'),
    series: rows.flatMap((row) => (row.time ? [{ time: row.time, ...presentTotals(row) }] : [])),
  };
}
