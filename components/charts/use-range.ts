'use client';

import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { useMemo, useState } from 'react';
import { boundsOf, type Range, ranges } from './range';

type RangeState = {
  range: Range;
  setRange: (range: Range) => void;
  /** ISO 8601; they move on only with `refresh`, so that all of a page speaks of the same time. */
  bounds: { from: string; to: string };
  timeZone: string;
  refresh: () => void;
};

/** The span of time a page shows, kept in the address. */
export function useRange(initial: Range): RangeState {
  const [range, setRange] = useQueryState('range', parseAsStringLiteral(ranges).withDefault(initial));
  const [now, setNow] = useState(() => new Date());
  const bounds = useMemo(() => boundsOf(range, now), [range, now]);
  return {
    range,
    setRange: (next) => void setRange(next),
    bounds,
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    refresh: () => setNow(new Date()),
  };
}
