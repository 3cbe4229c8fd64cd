'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { QueryView } from '@/components/api/query-view';
import { useTRPC } from '@/components/api/trpc';
import { TimeRangePicker } from '@/components/filters/time-range-picker';
import { useTimeRange } from '@/components/filters/use-time-range';
import { useTenant } from '@/components/shell/session';
import { PageHeader } from '@/components/ui/page-header';
import { SkeletonCard, SkeletonRows } from '@/components/ui/skeleton';
import { FirstRequest } from './first-request';
import { OverviewCharts } from './overview-charts';
import { RecentRequests } from './recent-requests';
import { StatisticRow } from './statistic-row';

export function OverviewPage() {
  const t = useTranslations('overview');
  const trpc = useTRPC();
  const tenant = useTenant();
  const range = useTimeRange('day');
  const summary = useQuery(
    trpc.usage.summary.queryOptions(
      { tenant, ...range.bounds, timeZone: range.timeZone },
      { placeholderData: keepPreviousData },
    ),
  );
  const recent = useQuery(trpc.logs.search.queryOptions({ tenant, limit: 6 }, { refetchInterval: 15_000 }));
  const isNew = recent.data?.items.length === 0;
  return (
    <>
      <PageHeader title={t('title')} actions={!isNew && <TimeRangePicker state={range} />} />
      {isNew ? (
        <FirstRequest />
      ) : (
        <QueryView query={summary} skeleton={<OverviewSkeleton />}>
          {(data) => (
            <div className="flex flex-col gap-4">
              <StatisticRow totals={data.totals} previous={data.previous} />
              <OverviewCharts series={data.series} bucket={data.bucket} />
              <QueryView query={recent} skeleton={<SkeletonRows rows={6} className="mt-4" />}>
                {({ items }) => <RecentRequests logs={items} />}
              </QueryView>
            </div>
          )}
        </QueryView>
      )}
    </>
  );
}

function OverviewSkeleton() {
  return (
    <div aria-busy="true" className="grid gap-4 lg:grid-cols-2">
      <SkeletonCard className="h-28 lg:col-span-2" />
      {['requests', 'cost', 'latency', 'tokens'].map((name) => (
        <SkeletonCard key={name} className="h-72" />
      ))}
    </div>
  );
}
