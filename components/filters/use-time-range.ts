'use client';

import { parseAsIsoDateTime, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useMemo, useState } from 'react';
import { useViewerTimeZone } from '@/components/format/use-viewer-time-zone';
import {
  boundsOf,
  faultOfBounds,
  type TimeBounds,
  type TimeRangePreset,
  timeRangePresets,
} from './time-range';

export type TimeRangeState<Bounds = TimeBounds> = {
  /** Null where the range has dates of its own, or is not bounded. */
  preset: TimeRangePreset | null;
  setPreset: (preset: TimeRangePreset) => void;
  /** The dates somebody chose; null for a preset. */
  free: TimeBounds | null;
  setFree: (bounds: TimeBounds) => void;
  /** They move on only with `refresh`, so that all of a page speaks of the same time. */
  bounds: Bounds;
  /** Back to what the page opens with. */
  clear: () => void;
  timeZone: string;
  refresh: () => void;
};

const parsers = {
  range: parseAsStringLiteral(timeRangePresets),
  from: parseAsIsoDateTime,
  to: parseAsIsoDateTime,
};

/**
 * The span of time a page shows, kept in the address: `?range=day`, or `?from=…&to=…`.
 * @param initial what the page opens with; null: all of time
 */
export function useTimeRange(initial: TimeRangePreset): TimeRangeState;
export function useTimeRange(initial: null): TimeRangeState<TimeBounds | null>;
export function useTimeRange(initial: TimeRangePreset | null): TimeRangeState<TimeBounds | null> {
  const [{ range, from, to }, set] = useQueryStates(parsers);
  const [now, setNow] = useState(() => new Date());
  const timeZone = useViewerTimeZone();
  const fromMs = from?.getTime();
  const toMs = to?.getTime();
  const free = useMemo(() => readFree(fromMs, toMs), [fromMs, toMs]);
  const preset = free ? null : (range ?? initial);
  const bounds = useMemo(() => free ?? (preset && boundsOf(preset, now)), [free, preset, now]);
  return {
    preset,
    setPreset: (next) => void set({ range: next, from: null, to: null }),
    free,
    setFree: (next) => void set({ range: null, from: new Date(next.from), to: new Date(next.to) }),
    bounds,
    clear: () => void set({ range: null, from: null, to: null }),
    timeZone,
    refresh: () => setNow(new Date()),
  };
}

/** Null where the address holds no two dates in order. */
function readFree(fromMs: number | undefined, toMs: number | undefined): TimeBounds | null {
  if (fromMs === undefined || toMs === undefined) return null;
  const [from, to] = [new Date(fromMs), new Date(toMs)];
  return faultOfBounds(from, to) ? null : { from: from.toISOString(), to: to.toISOString() };
}
