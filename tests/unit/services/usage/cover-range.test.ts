import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coverRange, widenRange } from '../../../../server/services/usage/cover-range.ts';
import { longestLevel } from '../../../../server/services/usage/longest-level.ts';
import { DAY, HOUR, MINUTE, QUARTER } from '../../../../server/store/usage/levels.ts';

const HOUR_MS = 3_600_000;
const now = new Date();
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * HOUR_MS);

const ranges = fc
  .tuple(fc.double({ min: 0.01, max: 9_000, noNaN: true }), fc.double({ min: 0.01, max: 9_600, noNaN: true }))
  .map(([endedAgo, length]) => widenRange(hoursAgo(endedAgo + length), hoursAgo(endedAgo), now));

describe('a range', () => {
  it('is covered by whole periods, without gap or overlap', () => {
    fc.assert(
      fc.property(
        ranges,
        fc.constantFrom(QUARTER, HOUR, DAY),
        fc.boolean(),
        (range, longest, hasQuarters) => {
          const segments = coverRange(range, longest, hasQuarters);
          expect(segments[0]?.from).toEqual(range.from);
          expect(segments.at(-1)?.to).toEqual(range.to);
          for (const [index, { level, from, to }] of segments.entries()) {
            expect(from.getTime() % (level * 1000)).toBe(0);
            expect(to.getTime() % (level * 1000)).toBe(0);
            expect(to.getTime()).toBeGreaterThan(from.getTime());
            expect(level).toBeLessThanOrEqual(hasQuarters ? longest : Math.max(longest, HOUR));
            if (index > 0) expect(from).toEqual(segments[index - 1]?.to);
          }
          expect(segments.length).toBeLessThanOrEqual(7);
        },
      ),
    );
  });

  it('is read by minutes only where they are kept, and widened to hours where not', () => {
    const recent = widenRange(hoursAgo(1.005), now, now);
    expect(coverRange(recent, DAY, true).some(({ level }) => level === MINUTE)).toBe(true);
    const old = widenRange(hoursAgo(200.5), hoursAgo(100.5), now);
    expect(coverRange(old, DAY, true).every(({ level }) => level >= QUARTER)).toBe(true);
    expect(old.from.getTime()).toBeLessThanOrEqual(hoursAgo(200.5).getTime());
    expect(old.to.getTime()).toBeGreaterThanOrEqual(hoursAgo(100.5).getTime());
    expect(old.to.getTime() - hoursAgo(100.5).getTime()).toBeLessThan(HOUR_MS);
  });
});

describe('the periods of a day', () => {
  const month = { from: hoursAgo(30 * 24), to: now };

  it.each([
    ['UTC', DAY],
    ['Africa/Abidjan', DAY],
    ['Asia/Shanghai', HOUR],
    ['America/New_York', HOUR],
    ['Asia/Kolkata', QUARTER],
    ['Asia/Kathmandu', QUARTER],
    ['America/St_Johns', QUARTER],
  ])('in %s are cut by no midnight', (timeZone, level) => {
    expect(longestLevel('day', timeZone, month, now)).toBe(level);
  });

  it('are hours where the clock of a winter is UTC and that of a summer is not', () => {
    expect(longestLevel('day', 'Europe/London', { from: hoursAgo(300 * 24), to: now }, now)).toBe(HOUR);
  });

  it('are hours where quarters are not kept any more', () => {
    expect(longestLevel('day', 'Asia/Kolkata', { from: hoursAgo(120 * 24), to: now }, now)).toBe(HOUR);
  });
});
