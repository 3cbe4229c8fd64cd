import type { Reading } from '../../admission.ts';

/** What was taken in the fixed window `index` since 1970, and in the one before it. */
export interface WindowState {
  index: number;
  current: number;
  previous: number;
}

/**
 * What counts of a window that ends now: of the fixed window before, the share that it still covers. Two numbers a
 * counter, and no burst of twice the limit at a border.
 */
export function usedOfWindow(
  { current, previous, index }: WindowState,
  periodMs: number,
  nowMs: number,
): number {
  return previous * (1 - shareOfWindow(index, periodMs, nowMs)) + current;
}

export function windowReading(state: WindowState, limit: number, periodMs: number, nowMs: number): Reading {
  const untilNextMs = (state.index + 1) * periodMs - nowMs;
  const resetMs = state.current > 0 ? untilNextMs + periodMs : state.previous > 0 ? untilNextMs : 0;
  return {
    remaining: Math.max(0, Math.floor(limit - usedOfWindow(state, periodMs, nowMs))),
    resetMs: Math.ceil(resetMs),
  };
}

/** Until there is room for an amount where nobody else takes any. Null: never. */
export function windowRetryMs(
  { index, current, previous }: WindowState,
  meter: { limit: number; amount: number; periodMs: number },
  nowMs: number,
): number | null {
  const room = meter.limit - meter.amount;
  if (room < 0) return null;
  const passed = shareOfWindow(index, meter.periodMs, nowMs);
  // Within this window, when what fades away suffices; else when enough of this window's own has faded in the next.
  const share =
    room >= current && previous > 0
      ? 1 - (room - current) / previous - passed
      : 1 - passed + Math.max(0, 1 - room / Math.max(1, current));
  return Math.max(1, Math.ceil(share * meter.periodMs));
}

function shareOfWindow(index: number, periodMs: number, nowMs: number): number {
  // The store's clock may have been put back since.
  return Math.max(0, (nowMs - index * periodMs) / periodMs);
}
