'use client';

import { useQueries, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useTRPC } from '@/components/api/trpc';
import type { FilterOption } from '@/components/filters/choice-filter';
import type { TimeRangeState } from '@/components/filters/use-time-range';
import { useTenant } from '@/components/shell/session';
import { type FilterDimension, filterDimensions } from './dimension';
import { hintOf } from './hint-of';

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
  const t = useTranslations('usage');
  const queryOf = useUsedQuery(range);
  const used = useQueries({ queries: filterDimensions.map((by) => ({ ...queryOf(by), enabled })) });
  const entries = filterDimensions.map((by, index) => {
    const items = used[index]?.data?.items ?? [];
    const options = items.flatMap((item) =>
      item.value === null
        ? []
        : [{ value: item.value, label: item.label ?? t('gone'), hint: hintOf(by, item) ?? undefined }],
    );
    return [by, options] as const;
  });
  return Object.fromEntries(entries) as Record<FilterDimension, FilterOption[]>;
}

/**
 * The endpoints at which models were called: not those that only count tokens. Undefined while they are not known.
 * @param enabled the same as for the options: what they have is not asked for twice
 */
export function useModelEndpoints(range: TimeRangeState, enabled: boolean): string[] | undefined {
  const { data } = useQuery({ ...useUsedQuery(range)('endpoint'), enabled });
  return data?.items.flatMap(({ value, requests }) => (value !== null && requests > 0 ? [value] : []));
}

function useUsedQuery(range: TimeRangeState) {
  const trpc = useTRPC();
  const tenant = useTenant();
  return (by: FilterDimension) =>
    trpc.usage.breakdown.queryOptions(
      { tenant, by, ...range.bounds, timeZone: range.timeZone, limit: mostOptions },
      { staleTime: 60_000 },
    );
}
