import { describe, expect, test } from 'vitest';
import { budgetPeriod } from '../../../../server/store/budgets/budget-period.ts';
import type { BudgetPeriod } from '../../../../server/store/rules.ts';

function periodOf(per: BudgetPeriod, timeZone: string, anchorDay: number, at: string, resetAt?: string) {
  const rule = { per, timeZone, anchorDay, resetAtMs: resetAt ? Date.parse(resetAt) : null };
  const { startMs, endMs } = budgetPeriod(rule, Date.parse(at));
  return [new Date(startMs).toISOString(), endMs === null ? null : new Date(endMs).toISOString()];
}

describe('the period of a budget', () => {
  test.each<[BudgetPeriod, string, number, string, string, string]>([
    ['day', 'UTC', 1, '2026-03-15T12:00:00Z', '2026-03-15T00:00:00.000Z', '2026-03-16T00:00:00.000Z'],
    [
      'day',
      'Asia/Kolkata',
      1,
      '2026-03-15T18:30:00Z',
      '2026-03-15T18:30:00.000Z',
      '2026-03-16T18:30:00.000Z',
    ],
    [
      'day',
      'Pacific/Chatham',
      1,
      '2026-07-01T11:14:59Z',
      '2026-06-30T11:15:00.000Z',
      '2026-07-01T11:15:00.000Z',
    ],
    [
      'day',
      'America/New_York',
      1,
      '1969-12-31T12:00:00Z',
      '1969-12-31T05:00:00.000Z',
      '1970-01-01T05:00:00.000Z',
    ],
    // A day of 23 hours, and one of 25.
    [
      'day',
      'Europe/Berlin',
      1,
      '2026-03-29T10:00:00Z',
      '2026-03-28T23:00:00.000Z',
      '2026-03-29T22:00:00.000Z',
    ],
    [
      'day',
      'Europe/Berlin',
      1,
      '2026-10-25T22:59:59Z',
      '2026-10-24T22:00:00.000Z',
      '2026-10-25T23:00:00.000Z',
    ],
    // No midnight: the day begins at 01:00, the moment the clocks go forward.
    [
      'day',
      'America/Sao_Paulo',
      1,
      '2018-11-04T03:00:00Z',
      '2018-11-04T03:00:00.000Z',
      '2018-11-05T02:00:00.000Z',
    ],
    [
      'day',
      'America/Sao_Paulo',
      1,
      '2018-11-04T02:59:59Z',
      '2018-11-03T03:00:00.000Z',
      '2018-11-04T03:00:00.000Z',
    ],
    // Midnight comes, and the clocks go back to 23:00 of the day before.
    [
      'day',
      'America/Sao_Paulo',
      1,
      '2018-02-18T02:30:00Z',
      '2018-02-17T02:00:00.000Z',
      '2018-02-18T03:00:00.000Z',
    ],
    // Midnight comes twice: the first one counts.
    [
      'day',
      'America/Havana',
      1,
      '2026-11-01T04:30:00Z',
      '2026-11-01T04:00:00.000Z',
      '2026-11-02T05:00:00.000Z',
    ],
    // A minute after midnight the clocks go back to 23:01: the day has begun, whatever they show.
    [
      'day',
      'America/St_Johns',
      1,
      '2010-11-07T03:00:00Z',
      '2010-11-07T02:30:00.000Z',
      '2010-11-08T03:30:00.000Z',
    ],
    // The 30th of December was left out.
    [
      'day',
      'Pacific/Apia',
      1,
      '2011-12-30T12:00:00Z',
      '2011-12-30T10:00:00.000Z',
      '2011-12-31T10:00:00.000Z',
    ],
    ['week', 'UTC', 1, '2026-03-15T12:00:00Z', '2026-03-09T00:00:00.000Z', '2026-03-16T00:00:00.000Z'],
    ['week', 'UTC', 7, '2026-03-15T12:00:00Z', '2026-03-15T00:00:00.000Z', '2026-03-22T00:00:00.000Z'],
    [
      'week',
      'Europe/Berlin',
      1,
      '2026-03-29T12:00:00Z',
      '2026-03-22T23:00:00.000Z',
      '2026-03-29T22:00:00.000Z',
    ],
    ['month', 'UTC', 1, '2026-12-31T23:59:59Z', '2026-12-01T00:00:00.000Z', '2027-01-01T00:00:00.000Z'],
    ['month', 'UTC', 28, '2028-02-29T00:00:00Z', '2028-02-28T00:00:00.000Z', '2028-03-28T00:00:00.000Z'],
    [
      'month',
      'Europe/Berlin',
      15,
      '2026-01-14T12:00:00Z',
      '2025-12-14T23:00:00.000Z',
      '2026-01-14T23:00:00.000Z',
    ],
    [
      'month',
      'Europe/Berlin',
      1,
      '2026-03-31T22:00:00Z',
      '2026-03-31T22:00:00.000Z',
      '2026-04-30T22:00:00.000Z',
    ],
  ])('%s in %s from day %i: %s', (per, timeZone, anchorDay, at, start, end) => {
    expect(periodOf(per, timeZone, anchorDay, at)).toEqual([start, end]);
  });

  test('a total has no end', () => {
    expect(periodOf('total', 'UTC', 1, '2026-03-15T12:00:00Z')).toEqual(['1970-01-01T00:00:00.000Z', null]);
  });

  test('a reset begins what is left of its period, also where it is ahead of this clock, and no other', () => {
    const march = ['2026-03-01T00:00:00.000Z', '2026-04-01T00:00:00.000Z'];
    const reset = '2026-03-10T08:00:00.123Z';
    expect(periodOf('month', 'UTC', 1, '2026-03-15T12:00:00Z', reset)).toEqual([reset, march[1]]);
    expect(periodOf('month', 'UTC', 1, '2026-03-10T08:00:00Z', reset)).toEqual([reset, march[1]]);
    expect(periodOf('month', 'UTC', 1, '2026-04-01T00:00:00Z', reset)[0]).toBe(march[1]);
    expect(periodOf('month', 'UTC', 1, '2026-02-28T12:00:00Z', reset)[1]).toBe(march[0]);
    expect(periodOf('total', 'UTC', 1, '2027-01-01T00:00:00Z', reset)).toEqual([reset, null]);
  });

  test.each([
    'Asia/Kolkata',
    'Pacific/Chatham',
    'America/Sao_Paulo',
    'America/St_Johns',
    'Africa/Cairo',
    'Pacific/Apia',
    'Antarctica/Troll',
  ])('%s: periods follow each other without a gap, and every moment is in its own', (timeZone) => {
    for (const per of ['day', 'week', 'month'] as const) {
      const rule = () => ({ per, timeZone, anchorDay: per === 'day' ? 1 : 5, resetAtMs: null });
      let at = Date.UTC(2009, 0, 1);
      let known = budgetPeriod(rule(), at);
      const step = per === 'day' ? 7 * 3_600_000 + 123 : 50 * 3_600_000 + 123;
      for (; at < Date.UTC(2012, 3, 1); at += step) {
        const period = budgetPeriod(rule(), at);
        expect(period.startMs).toBeLessThanOrEqual(at);
        expect(period.endMs ?? 0).toBeGreaterThan(at);
        if (period.startMs !== known.startMs) {
          expect(period.startMs).toBe(known.endMs);
          known = period;
        }
      }
    }
  });

  test('asking again with the same rule gives the same object, until its period is over', () => {
    const rule = { per: 'day', timeZone: 'Asia/Tokyo', anchorDay: 1, resetAtMs: null } as const;
    const first = budgetPeriod(rule, Date.parse('2026-03-15T16:00:00Z'));
    expect(budgetPeriod(rule, Date.parse('2026-03-16T14:59:59Z'))).toBe(first);
    expect(budgetPeriod(rule, Date.parse('2026-03-16T15:00:00Z')).startMs).toBe(first.endMs);
    expect(budgetPeriod(rule, Date.parse('2026-03-15T16:00:00Z'))).toEqual(first);
  });
});
