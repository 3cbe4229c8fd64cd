const hourMs = 60 * 60 * 1000;

const lengthsMs = {
  hour: hourMs,
  day: 24 * hourMs,
  week: 7 * 24 * hourMs,
  month: 30 * 24 * hourMs,
  quarter: 90 * 24 * hourMs,
};

/** A span that ends now. */
export type TimeRangePreset = keyof typeof lengthsMs;

export const timeRangePresets = [
  'hour',
  'day',
  'week',
  'month',
  'quarter',
] as const satisfies readonly TimeRangePreset[];

/** From `from` on, before `to`; ISO 8601. */
export type TimeBounds = { from: string; to: string };

/** The longest that usage is counted over. */
const longestMs = 400 * 24 * hourMs;

/** The bounds that end with the minute after `now`, so that what happened just now is in them. */
export function boundsOf(preset: TimeRangePreset, now: Date): TimeBounds {
  const minuteMs = 60_000;
  const end = Math.ceil((now.getTime() + 1) / minuteMs) * minuteMs;
  return { from: new Date(end - lengthsMs[preset]).toISOString(), to: new Date(end).toISOString() };
}

/** What is wrong with bounds that somebody typed: nothing (null), their order, or their length. */
export function faultOfBounds(from: Date | null, to: Date | null): 'incomplete' | 'order' | 'length' | null {
  if (!from || !to || Number.isNaN(from.getTime()) || Number.isNaN(to.getTime())) return 'incomplete';
  const lengthMs = to.getTime() - from.getTime();
  if (lengthMs <= 0) return 'order';
  return lengthMs > longestMs ? 'length' : null;
}
