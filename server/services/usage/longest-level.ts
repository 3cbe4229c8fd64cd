import { DAY, levels } from '../../store/usage/levels.ts';
import { shortestLevelAt } from './cover-range.ts';
import type { Bucket } from './usage-bucket.ts';

const HOUR = 3_600;
/** Offsets change twice a year at most places; a look a week misses no season. */
const LOOK_EVERY_MS = 7 * 24 * HOUR * 1000;

/**
 * Seconds of the longest periods that no bucket's beginning cuts in two, so far as they are kept: days where the zone's
 * clock is UTC, hours where its offset is whole hours, quarters of an hour else.
 */
export function longestLevel(
  bucket: Bucket,
  timeZone: string,
  { from, to }: { from: Date; to: Date },
  now = new Date(),
): number {
  if (bucket === 'minute') return levels[0]?.seconds ?? HOUR;
  const offsets = offsetsWithin(timeZone, from, to);
  if (bucket === 'day' && offsets.every((offset) => offset === 0)) return DAY;
  if (offsets.every((offset) => offset % HOUR === 0)) return HOUR;
  const quarter = levels.findLast(({ seconds }) => seconds < HOUR)?.seconds ?? HOUR;
  return Math.max(quarter, shortestLevelAt(from, now));
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
