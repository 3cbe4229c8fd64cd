const hourMs = 60 * 60 * 1000;

const lengthsMs = {
  hour: hourMs,
  day: 24 * hourMs,
  week: 7 * 24 * hourMs,
  month: 30 * 24 * hourMs,
  quarter: 90 * 24 * hourMs,
};

export type Range = keyof typeof lengthsMs;

export const ranges = ['hour', 'day', 'week', 'month', 'quarter'] as const satisfies readonly Range[];

/** The range that ends with the minute after `now`, so that what happened just now is in it. */
export function boundsOf(range: Range, now: Date): { from: string; to: string } {
  const minuteMs = 60_000;
  const end = Math.ceil((now.getTime() + 1) / minuteMs) * minuteMs;
  return { from: new Date(end - lengthsMs[range]).toISOString(), to: new Date(end).toISOString() };
}
