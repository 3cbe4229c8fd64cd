import { toWallTime } from '../format/wall-time.ts';

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
export function timeTicks(times: readonly string[], bucket: Bucket, timeZone: string): string[] {
  const minutesOfDay = new Map(times.map((time) => [time, minuteOfDay(time, timeZone)]));
  const wide = Math.ceil(times.length / mostTicks);
  for (const step of [...steps[bucket], wide]) {
    const ticks = times.filter((time, index) => {
      if (bucket === 'day') return (times.length - 1 - index) % step === 0;
      return (minutesOfDay.get(time) ?? 0) % (bucket === 'hour' ? step * 60 : step) === 0;
    });
    if (ticks.length <= mostTicks) return ticks;
  }
  return [];
}

function minuteOfDay(time: string, timeZone: string): number {
  const clock = toWallTime(new Date(time), timeZone);
  return Number(clock.slice(11, 13)) * 60 + Number(clock.slice(14, 16));
}
