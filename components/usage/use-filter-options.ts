'use client';

import { useQueries } from '@tanstack/react-query';
import { useTRPC } from '@/components/api/trpc';
import type { FilterOption } from '@/components/filters/choice-filter';
import type { TimeRangeState } from '@/components/filters/use-time-range';
import { useTenant } from '@/components/shell/session';
import { type FilterDimension, filterDimensions } from './dimension';

/** As many of a kind as are offered, the dearest first. */
const mostOptions = 200;

/**
 * What was used in the range, by each dimension, whatever the filters are: also keys and models that are gone.
 * @param enabled they are not asked for before the page itself is there
 */
export function useFilterOptions(
  range: TimeRangeState,
  enabled: boolean,
): Record<FilterDimension, FilterOption[]> {
  const trpc = useTRPC();
  const tenant = useTenant();
  const used = useQueries({
    queries: filterDimensions.map((by) =>
      trpc.usage.breakdown.queryOptions(
        { tenant, by, ...range.bounds, timeZone: range.timeZone, limit: mostOptions },
        { enabled, staleTime: 60_000 },
      ),
    ),
  });
  const entries = filterDimensions.map((by, index) => {
    const items = used[index]?.data?.items ?? [];
    const options = items.flatMap(({ value, label, hint }) =>
      value === null ? [] : [{ value, label: label ?? value, hint: hint ?? undefined }],
    );
    return [by, options] as const;
  });
  return Object.fromEntries(entries) as Record<FilterDimension, FilterOption[]>;
}
