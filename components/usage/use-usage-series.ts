'use client';

import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { type Outputs, useTRPC } from '@/components/api/trpc';
import type { Bucket } from '@/components/charts/time-axis';
import type { TimeRangeState } from '@/components/filters/use-time-range';
import { useTenant } from '@/components/shell/session';
import { before } from './before';
import type { Dimension, UsageRow } from './dimension';
import { hintOf } from './hint-of';
import { narrowedTo, toUsageInput, type UsageFilter } from './usage-filter';

export type SeriesEntry = Outputs['usage']['summary']['series'][number];

/** One value of what the page splits by, over time. */
export type UsagePart = { value: string; label: string; series: readonly SeriesEntry[] | undefined };

type Asked = {
  by: Dimension;
  /** Those with a line of their own. */
  rows: readonly UsageRow[];
  filter: UsageFilter;
  range: TimeRangeState;
  bucket: Bucket;
  /** The period before is asked for too. */
  compared: boolean;
};

/** Usage over time: of the rows chosen, and of all together in the period before. */
export function useUsageSeries({ by, rows, filter, range, bucket, compared }: Asked) {
  const t = useTranslations('usage');
  const trpc = useTRPC();
  const tenant = useTenant();
  const common = { tenant, ...range.bounds, timeZone: range.timeZone, bucket };
  const previous = useQuery(
    trpc.usage.summary.queryOptions(
      { ...common, ...before(range.bounds), ...toUsageInput(filter) },
      { enabled: compared, placeholderData: keepPreviousData },
    ),
  );
  const named = rows.flatMap((row) => (row.value === null ? [] : [{ ...row, value: row.value }]));
  const queries = useQueries({
    queries: named.map((row) =>
      trpc.usage.summary.queryOptions({ ...common, ...toUsageInput(narrowedTo(filter, by, row.value)) }),
    ),
  });
  const parts: UsagePart[] = named.map((row, index) => ({
    value: row.value,
    label: [row.label ?? t('gone'), hintOf(by, row)].filter(Boolean).join(' '),
    series: queries[index]?.data?.series,
  }));
  return {
    before: compared ? previous.data?.series : undefined,
    parts,
    /** Some of it is still of what was asked before, or on its way. */
    stale: (compared && previous.isPlaceholderData) || queries.some((query) => query.isPending),
  };
}
