import { Prisma, type Transaction } from '../../platform/db/prisma.ts';
import { coverRange } from './cover-range.ts';
import { longestLevel } from './longest-level.ts';
import type { WholeRange } from './read-usage.ts';
import type { Bucket } from './usage-bucket.ts';
import { type UsageConditions, usageSource } from './usage-source.ts';
import { type SumRow, summed, UsageSum } from './usage-sum.ts';

/** Usage of each bucket of a range, without gaps. Buckets begin where the clock of the time zone says. */
export async function readSeries(
  transaction: Transaction,
  range: WholeRange,
  conditions: UsageConditions,
  bucket: Bucket,
  timeZone: string,
  reachesAllTeams: boolean,
): Promise<{ time: Date; usage: UsageSum }[]> {
  const segments = coverRange(range, longestLevel(bucket, timeZone, range));
  const rows = await transaction.$queryRaw<(SumRow & { time: Date })[]>(Prisma.sql`
    with usage as (
      select date_trunc(${bucket}::text, bucket, ${timeZone}::text) as period, ${summed}
      from ${usageSource(segments, conditions, [], reachesAllTeams)} as source group by 1
    )
    select time, usage.* from generate_series(
      date_trunc(${bucket}::text, ${range.from}::timestamptz, ${timeZone}::text),
      ${range.to}::timestamptz - interval '1 millisecond',
      ${`1 ${bucket}`}::interval,
      ${timeZone}::text
    ) as time left join usage on period = time order by time`);
  return rows.map((row) => ({ time: row.time, usage: UsageSum.of([row]) }));
}
