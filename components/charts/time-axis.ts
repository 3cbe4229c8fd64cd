export type Bucket = 'minute' | 'hour' | 'day';

/** As many labels as fit under a chart on a phone. */
const mostTicks = 5;

/** Buckets from one label to the next, as clocks and calendars divide time. */
const steps: Record<Bucket, readonly number[]> = {
  minute: [1, 5, 10, 15, 30, 60],
  hour: [1, 2, 3, 6, 12, 24],
  day: [1, 2, 7, 14, 28],
};

/**
 * Which of the times get a label. They follow from the times alone, so that charts of one range, whatever their
 * width, have the same: full quarters of an hour, every sixth hour, or days counted back from the last.
 */
export function timeTicks(times: readonly string[], bucket: Bucket): string[] {
  const wide = Math.ceil(times.length / mostTicks);
  for (const step of [...steps[bucket], wide]) {
    const ticks = times.filter((time, index) => {
      if (bucket === 'day') return (times.length - 1 - index) % step === 0;
      const date = new Date(time);
      const minutes = date.getHours() * 60 + date.getMinutes();
      return minutes % (bucket === 'hour' ? step * 60 : step) === 0;
    });
    if (ticks.length <= mostTicks) return ticks;
  }
  return [];
}
