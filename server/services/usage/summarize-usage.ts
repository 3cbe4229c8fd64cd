import { z } from 'zod';
import { time } from '../fields.ts';
import { defineOperation } from '../operation.ts';
import { readPeriods } from './read-periods.ts';
import { chooseBucket } from './usage-bucket.ts';
import { checkRange, timeZone, usageFilter } from './usage-filter.ts';
import { usageTotals } from './usage-totals.ts';

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
    return { bucket, ...(await readPeriods(transaction, filter, bucket, timeZone)) };
  },
});
