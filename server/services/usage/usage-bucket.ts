import type { z } from 'zod';
import { Fault } from '../../canonical/fault.ts';
import type { usageFilter } from './usage-filter.ts';

export type Bucket = 'minute' | 'hour' | 'day';

const HOUR_MS = 3_600_000;
const lengthMs: Record<Bucket, number> = { minute: 60_000, hour: HOUR_MS, day: 24 * HOUR_MS };
const MOST_POINTS = 1_000;

/** @throws Fault invalid_request when the range has too many of the buckets wanted */
export function chooseBucket(
  { from, to }: Pick<z.output<z.ZodObject<typeof usageFilter>>, 'from' | 'to'>,
  wanted?: Bucket,
): Bucket {
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
