import { Fault } from '../../canonical/fault.ts';
import { MINUTE } from '../../store/usage/levels.ts';
import { isKept, type WholeRange } from './cover-range.ts';

export const buckets = ['minute', 'hour', 'day'] as const;
export type Bucket = (typeof buckets)[number];

const HOUR_MS = 3_600_000;
const lengthMs: Record<Bucket, number> = { minute: 60_000, hour: HOUR_MS, day: 24 * HOUR_MS };
const MOST_POINTS = 1_000;

/**
 * @param keepsMinutes whether what is asked is kept by minutes, where they are not too old
 * @throws Fault invalid_request when the range has too many of the buckets wanted, or there are no minutes
 */
export function chooseBucket({ from, to }: WholeRange, wanted?: Bucket, keepsMinutes = true): Bucket {
  const rangeMs = to.getTime() - from.getTime();
  const hasMinutes = keepsMinutes && isKept(MINUTE, from);
  if (!wanted) {
    if (rangeMs <= 3 * HOUR_MS && hasMinutes) return 'minute';
    return rangeMs <= 72 * HOUR_MS ? 'hour' : 'day';
  }
  if (rangeMs / lengthMs[wanted] > MOST_POINTS) {
    throw refused(`expected a longer one; the range has more than ${MOST_POINTS} of ${wanted}`);
  }
  if (wanted === 'minute' && !hasMinutes)
    throw refused('expected a longer one; minutes are kept for 3 days, and not by tag');
  return wanted;
}

function refused(reason: string): Fault {
  return new Fault('invalid_request', `bucket: ${reason}`, { path: 'bucket' });
}
