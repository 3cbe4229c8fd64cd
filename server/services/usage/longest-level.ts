import { DAY, HOUR, MINUTE, QUARTER } from '../../store/usage/levels.ts';
import { isKept, type WholeRange } from './cover-range.ts';
import type { Bucket } from './usage-bucket.ts';

/** Offsets change twice a year at most places; a look a week misses no season. */
const LOOK_EVERY_MS = 7 * 24 * HOUR * 1000;

/**
 * Seconds of the longest periods that no bucket's beginning cuts in two: days where the zone's clock is UTC, hours where
 * its offset is whole hours, quarters of an hour else. Where quarters are not kept any more, hours: buckets of such a
 * zone then begin up to 45 minutes late.
 */
export function longestLevel(
  bucket: Bucket,
  timeZone: string,
  { from, to }: WholeRange,
  now = new Date(),
): number {
  if (bucket === 'minute') return MINUTE;
  const offsets = offsetsWithin(timeZone, from, to);
  if (bucket === 'day' && offsets.every((offset) => offset === 0)) return DAY;
  if (offsets.every((offset) => offset % HOUR === 0)) return HOUR;
  return isKept(QUARTER, from, now) ? QUARTER : HOUR;
}

/** Seconds that the zone's clock is ahead of UTC, at times from one to the other. */
function offsetsWithin(timeZone: string, from: Date, to: Date): number[] {
  const format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
  const times = [to.getTime()];
  for (let time = from.getTime(); time < to.getTime(); time += LOOK_EVERY_MS) times.push(time);
  return times.map((time) => offsetAt(format, time));
}

function offsetAt(format: Intl.DateTimeFormat, time: number): number {
  const name = format.formatToParts(time).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hours, minutes] = /GMT([+-])(\d+):(\d+)/.exec(name) ?? [];
  if (!sign) return 0;
  return (sign === '-' ? -1 : 1) * (Number(hours) * HOUR + Number(minutes) * 60);
}
