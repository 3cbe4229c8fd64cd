import { expect, test } from 'vitest';
import { boundsOf, faultOfBounds, timeRangePresets } from '../../../components/filters/time-range.ts';

test('a range ends after now, on a whole minute, so that the latest request is in it', () => {
  for (const now of [new Date('2026-01-31T10:00:00.000Z'), new Date('2026-01-31T10:00:59.999Z')]) {
    for (const range of timeRangePresets) {
      const { from, to } = boundsOf(range, now);
      expect(new Date(to).getTime()).toBeGreaterThan(now.getTime());
      expect(to).toMatch(/:00\.000Z$/);
      expect(from < to).toBe(true);
    }
  }
});

test('dates somebody chose are complete, in order, and at most 400 days apart', () => {
  const day = (number: number) => new Date(Date.UTC(2026, 0, number));
  expect(faultOfBounds(day(1), day(2))).toBeNull();
  expect(faultOfBounds(day(1), null)).toBe('incomplete');
  expect(faultOfBounds(day(2), day(2))).toBe('order');
  expect(faultOfBounds(day(1), day(401))).toBeNull();
  expect(faultOfBounds(day(1), day(402))).toBe('length');
});
