import { describe, expect, test } from 'vitest';
import { fromWallTime, toWallTime } from '../../../components/format/wall-time.ts';

describe('a clock on the wall of a time zone', () => {
  test.each([
    ['UTC', '2026-01-31T09:30', '2026-01-31T09:30:00.000Z'],
    ['Asia/Shanghai', '2026-01-31T09:30', '2026-01-31T01:30:00.000Z'],
    ['America/New_York', '2026-07-01T00:00', '2026-07-01T04:00:00.000Z'],
    ['Asia/Kolkata', '2026-01-01T00:00', '2025-12-31T18:30:00.000Z'],
    // The night in which the clocks went forward, before and after.
    ['Europe/Berlin', '2026-03-29T01:59', '2026-03-29T00:59:00.000Z'],
    ['Europe/Berlin', '2026-03-29T03:00', '2026-03-29T01:00:00.000Z'],
  ])('%s: %s is %s, there and back', (timeZone, wallTime, moment) => {
    expect(fromWallTime(wallTime, timeZone)?.toISOString()).toBe(moment);
    expect(toWallTime(new Date(moment), timeZone)).toBe(wallTime);
  });

  test('what is no time is none', () => {
    expect(fromWallTime('', 'UTC')).toBeNull();
    expect(fromWallTime('yesterday', 'UTC')).toBeNull();
  });
});
