'use client';

import { useQueryStates } from 'nuqs';
import type { Dimension } from './dimension';
import type { Measure } from './measure';
import { sortParsers } from './sort-parsers';
import { usageViewParsers } from './usage-view-parsers';

/** How usage is shown, kept in the address. */
export function useUsageView() {
  const [{ by, measure, compare }, set] = useQueryStates({ ...usageViewParsers, ...sortParsers });
  return {
    by,
    measure,
    compare,
    /** A table of days is sorted otherwise than one of models. */
    setBy: (next: Dimension) => void set({ by: next, sort: null, order: null }),
    setMeasure: (next: Measure) => void set({ measure: next, sort: null, order: null }),
    setCompare: (next: boolean) => void set({ compare: next }),
  };
}
