import type { z } from 'zod';
import { Fault } from '../../canonical/fault.ts';
import { Prisma, type Transaction } from '../../platform/db/prisma.ts';
import { matching, type usageFilter } from './usage-filter.ts';
import { presentTotals, type TotalsRow, totalsColumns } from './usage-totals.ts';

export type Bucket = 'minute' | 'hour' | 'day';

type Filter = z.output<z.ZodObject<typeof usageFilter>>;

const HOUR_MS = 3_600_000;
const lengthMs: Record<Bucket, number> = { minute: 60_000, hour: HOUR_MS, day: 24 * HOUR_MS };
const MOST_POINTS = 1_000;

/** @throws Fault invalid_request when the range has too many of the buckets wanted */
export function chooseBucket({ from, to }: Pick<Filter, 'from' | 'to'>, wanted?: Bucket): Bucket {
  const rangeMs = to.getTime() - from.getTime();
  if (!wanted) return rangeMs <= 3 * HOUR_MS ? 'minute' : rangeMs <= 72 * HOUR_MS ? 'hour' : 'day';
  if (rangeMs / lengthMs[wanted] > MOST_POINTS) {
    throw new Fault(
      'invalid_request',
      `bucket: expected a longer one; the range has more than ${MOST_POINTS} of ${wanted}`,
      { path: 'bucket' },
    );
  }
  return wanted;
}

/** Totals per bucket, with zeros where nothing happened. Buckets begin where the clock of the time zone says. */
export async function readSeries(transaction: Transaction, filter: Filter, bucket: Bucket, timeZone: string) {
  const step = `1 ${bucket}`;
  const rows = await transaction.$queryRaw<(TotalsRow & { time: Date })[]>(Prisma.sql`
    with records as (
      select *, date_trunc(${bucket}::text, created_at, ${timeZone}::text) as bucket
      from usage_records where ${matching(filter)}
    )
    select buckets.time, ${totalsColumns}
    from generate_series(
      date_trunc(${bucket}::text, ${filter.from}::timestamptz, ${timeZone}::text),
      ${filter.to}::timestamptz - interval '1 millisecond',
      ${step}::interval,
      ${timeZone}::text
    ) as buckets(time)
    left join records on records.bucket = buckets.time
    group by buckets.time order by buckets.time`);
  return rows.map((row) => ({ time: row.time, ...presentTotals(row) }));
}
