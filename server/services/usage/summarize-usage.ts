import { z } from 'zod';
import { time } from '../fields.ts';
import { defineOperation } from '../operation.ts';
import { widenRange, widenToHours } from './cover-range.ts';
import { reachesAllTeams } from './reaches-all-teams.ts';
import { readSeries } from './read-series.ts';
import { readUsage } from './read-usage.ts';
import { buckets, chooseBucket } from './usage-bucket.ts';
import { checkRange, timeZone, usageFilter } from './usage-filter.ts';
import { UsageSum } from './usage-sum.ts';
import { checkTagFilters } from './usage-tag-source.ts';
import { presentTotals, usageTotals } from './usage-totals.ts';

export const summarizeUsage = defineOperation({
  name: 'usage.summary',
  kind: 'query',
  scope: 'tenant',
  permission: 'usage:read',
  summary: 'Totals of a time range, of the equally long one before it, and a series without gaps.',
  rest: { method: 'GET', path: '/usage/summary' },
  input: z.object({
    ...usageFilter,
    timeZone,
    /** Absent: minutes up to 3 hours of the last days, hours up to 3 days, days beyond. */
    bucket: z.enum(buckets).optional(),
  }),
  output: z.object({
    totals: usageTotals,
    previous: usageTotals,
    bucket: z.enum(buckets),
    /** Each with the beginning of its bucket. */
    series: z.array(usageTotals.extend({ time })),
    /** What was counted: the range, widened to whole minutes; where it is older than 3 days, or for a tag, to whole hours. */
    from: time,
    to: time,
  }),
  run: async ({ transaction, role }, { timeZone, bucket: wanted, from, to, ...conditions }) => {
    checkRange({ from, to });
    const isByTag = conditions.tag !== undefined;
    if (isByTag) checkTagFilters(conditions);
    const bucket = chooseBucket({ from, to }, wanted, !isByTag);
    const widen = isByTag ? widenToHours : widenRange;
    const range = widen(from, to);
    const before = widen(new Date(2 * range.from.getTime() - range.to.getTime()), range.from);
    const reach = reachesAllTeams(role);
    const series = await readSeries(transaction, range, conditions, bucket, timeZone, reach);
    const previous = await readUsage(transaction, before, conditions, reach);
    const totals = new UsageSum();
    for (const { usage } of series) totals.merge(usage);
    return {
      ...range,
      bucket,
      totals: presentTotals(totals),
      previous: presentTotals(previous),
      series: series.map(({ time, usage }) => ({ time, ...presentTotals(usage) })),
    };
  },
});
