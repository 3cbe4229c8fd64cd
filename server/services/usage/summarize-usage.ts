import { z } from 'zod';
import { Prisma, type Transaction } from '../../platform/db/prisma.ts';
import { time } from '../fields.ts';
import { defineOperation } from '../operation.ts';
import { checkRange, matching, timeZone, usageFilter } from './usage-filter.ts';
import { chooseBucket, readSeries } from './usage-series.ts';
import { presentTotals, type TotalsRow, totalsColumns, usageTotals } from './usage-totals.ts';

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
    /** Absent: minutes up to 3 hours, hours up to 3 days, days beyond. */
    bucket: z.enum(['minute', 'hour', 'day']).optional(),
  }),
  output: z.object({
    totals: usageTotals,
    previous: usageTotals,
    bucket: z.enum(['minute', 'hour', 'day']),
    /** Each with the beginning of its bucket. */
    series: z.array(usageTotals.extend({ time })),
  }),
  run: async ({ transaction }, { timeZone, bucket: wanted, ...filter }) => {
    checkRange(filter);
    const bucket = chooseBucket(filter, wanted);
    const { from, to } = filter;
    const before = { ...filter, from: new Date(2 * from.getTime() - to.getTime()), to: from };
    return {
      totals: await readTotals(transaction, matching(filter)),
      previous: await readTotals(transaction, matching(before)),
      bucket,
      series: await readSeries(transaction, filter, bucket, timeZone),
    };
  },
});

async function readTotals(transaction: Transaction, condition: Prisma.Sql) {
  const [row] = await transaction.$queryRaw<[TotalsRow]>(
    Prisma.sql`select ${totalsColumns} from usage_records where ${condition}`,
  );
  return presentTotals(row);
}
