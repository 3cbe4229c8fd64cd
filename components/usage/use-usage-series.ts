'use client';

import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { useTRPC } from '@/components/api/trpc';
import type { TimeRangeState } from '@/components/filters/use-time-range';
import { useTenant } from '@/components/shell/session';
import type { Dimension, UsageRow } from './dimension';

/** As many as can be told apart in one stack; the rest is added up. */
const mostSeries = 5;

function filterFor(by: Dimension, value: string) {
  if (by === 'model') return { model: value };
  if (by === 'key') return { apiKeyId: value };
  return by === 'team' ? { teamId: value } : {};
}

/** Usage over time of the dearest models, keys or teams, and of all together. By day there is only the whole. */
export function useUsageSeries(by: Dimension, items: readonly UsageRow[], range: TimeRangeState) {
  const trpc = useTRPC();
  const tenant = useTenant();
  const common = { tenant, ...range.bounds, timeZone: range.timeZone };
  const whole = useQuery(trpc.usage.summary.queryOptions(common, { placeholderData: keepPreviousData }));
  const dearest =
    by === 'day'
      ? []
      : items.flatMap((item) => (item.value === null ? [] : [{ ...item, value: item.value }]));
  const chosen = dearest.slice(0, mostSeries);
  const parts = useQueries({
    queries: chosen.map((item) =>
      trpc.usage.summary.queryOptions({ ...common, ...filterFor(by, item.value) }),
    ),
  });
  return {
    whole,
    parts: chosen.map((item, index) => ({
      value: item.value,
      label: item.label ?? item.value,
      series: parts[index]?.data?.series,
    })),
    hasRest: dearest.length > mostSeries,
  };
}
