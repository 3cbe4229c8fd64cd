import type { BudgetRule } from '../rules.ts';
import { dayAt, dayOf, startOfDay } from './local-day.ts';

/** Milliseconds since 1970; the end is not part of it, and null where there is none. */
export interface Period {
  startMs: number;
  endMs: number | null;
}

type PeriodRule = Pick<BudgetRule, 'per' | 'timeZone' | 'anchorDay' | 'resetAtMs'>;

/** What was worked out last for each rule: the next request is nearly always in the same period. */
const latest = new WeakMap<PeriodRule, { fromMs: number; period: Period }>();

/**
 * The period of a budget that a moment is in. Days, weeks and months begin with the first moment of a day in the rule's
 * time zone; `total` begins with 1970 and has no end. A reset begins what is left of its period. Remembered by object:
 * a rule that changes has to be another one.
 */
export function budgetPeriod(rule: PeriodRule, nowMs: number): Period {
  const known = latest.get(rule);
  if (known && nowMs >= known.fromMs && (known.period.endMs === null || nowMs < known.period.endMs)) {
    return known.period;
  }
  const calendar = calendarPeriod(rule, nowMs);
  const period = { ...calendar, startMs: startAfterReset(calendar, rule.resetAtMs) };
  latest.set(rule, { fromMs: calendar.startMs, period });
  return period;
}

/** A reset that another clock wrote may be ahead of this one: within its period it has happened all the same. */
function startAfterReset({ startMs, endMs }: Period, resetAtMs: number | null): number {
  if (resetAtMs === null || (endMs !== null && resetAtMs >= endMs)) return startMs;
  return Math.max(startMs, resetAtMs);
}

function calendarPeriod(rule: PeriodRule, nowMs: number): Period {
  if (rule.per === 'total') return { startMs: 0, endMs: null };
  const { timeZone } = rule;
  let first = firstDay(rule, dayAt(timeZone, nowMs));
  let startMs = startOfDay(timeZone, first);
  // Clocks that are put back over midnight show the day before once more: the boundary is a moment, not a date.
  if (nowMs < startMs) {
    first = firstDay(rule, first - 1);
    startMs = startOfDay(timeZone, first);
  }
  for (;;) {
    const next = nextFirstDay(rule, first);
    const endMs = startOfDay(timeZone, next);
    if (nowMs < endMs) return { startMs, endMs };
    first = next;
    startMs = endMs;
  }
}

/** The day the period began on that a day is in. Days are counted from 1970-01-01, a Thursday. */
function firstDay({ per, anchorDay }: PeriodRule, day: number): number {
  if (per === 'day') return day;
  if (per === 'week') {
    const sinceMonday = (day + 3) % 7;
    return day - ((sinceMonday - (anchorDay - 1) + 7) % 7);
  }
  const date = new Date(day * 86_400_000);
  const month = date.getUTCDate() >= anchorDay ? date.getUTCMonth() : date.getUTCMonth() - 1;
  return dayOf(date.getUTCFullYear(), month, anchorDay);
}

function nextFirstDay({ per, anchorDay }: PeriodRule, first: number): number {
  if (per === 'day') return first + 1;
  if (per === 'week') return first + 7;
  const date = new Date(first * 86_400_000);
  return dayOf(date.getUTCFullYear(), date.getUTCMonth() + 1, anchorDay);
}
