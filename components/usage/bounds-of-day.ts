import type { TimeBounds } from '../filters/time-range.ts';
import { fromWallTime } from '../format/wall-time.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** The part of a range that lies on a day (2026-01-31) by the clocks of a zone. */
export function boundsOfDay(day: string, range: TimeBounds, timeZone: string): TimeBounds {
  const next = new Date(Date.parse(`${day}T00:00Z`) + dayMs).toISOString().slice(0, 10);
  const midnights = [day, next].map((date) => fromWallTime(`${date}T00:00`, timeZone)?.getTime());
  const [start = Number.NEGATIVE_INFINITY, end = Number.POSITIVE_INFINITY] = midnights;
  return {
    from: new Date(Math.max(start, Date.parse(range.from))).toISOString(),
    to: new Date(Math.min(end, Date.parse(range.to))).toISOString(),
  };
}
