import { expect, test } from 'vitest';
import { type Bucket, timeTicks } from '../../../components/charts/time-axis.ts';

/** Whoever runs the test is in this zone. */
const { timeZone } = Intl.DateTimeFormat().resolvedOptions();

const lengthMs: Record<Bucket, number> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/** So many buckets on end, in the time zone of whoever runs the test. */
function times(bucket: Bucket, count: number): string[] {
  const start = new Date(2026, 0, 10, 13, bucket === 'minute' ? 7 : 0).getTime();
  return Array.from({ length: count }, (_, index) =>
    new Date(start + index * lengthMs[bucket]).toISOString(),
  );
}

test.each<[Bucket, number]>([
  ['minute', 61],
  ['hour', 25],
  ['day', 8],
  ['day', 31],
  ['day', 91],
  ['day', 400],
])('by the %s, %i buckets have from two to five labels', (bucket, count) => {
  const ticks = timeTicks(times(bucket, count), bucket, timeZone);
  expect(ticks.length).toBeGreaterThanOrEqual(2);
  expect(ticks.length).toBeLessThanOrEqual(5);
});

test('minutes and hours are labelled where a clock has its marks', () => {
  const minutes = timeTicks(times('minute', 61), 'minute', timeZone).map((time) =>
    new Date(time).getMinutes(),
  );
  expect(minutes).toEqual([15, 30, 45, 0]);
  const hours = timeTicks(times('hour', 25), 'hour', timeZone).map((time) => new Date(time).getHours());
  expect(hours).toEqual([18, 0, 6, 12]);
});

test('days are counted back from the last one, which has its label', () => {
  const days = times('day', 31);
  expect(timeTicks(days, 'day', timeZone)).toEqual([2, 9, 16, 23, 30].map((index) => days[index]));
});

test('hours are labelled by the clock of the zone they are shown in, not of this machine', () => {
  const start = Date.UTC(2026, 0, 10, 13, 30);
  const hours = Array.from({ length: 25 }, (_, index) =>
    new Date(start + index * lengthMs.hour).toISOString(),
  );
  // Half past the hour in UTC is the full hour in India.
  expect(timeTicks(hours, 'hour', 'Asia/Kolkata').map((time) => time.slice(11, 16))).toEqual([
    '18:30',
    '00:30',
    '06:30',
    '12:30',
  ]);
});
