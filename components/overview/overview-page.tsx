'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { QueryView } from '@/components/api/query-view';
import { useTRPC } from '@/components/api/trpc';
import { preloadCharts } from '@/components/charts/lazy-time-chart';
import { TimeRangePicker } from '@/components/filters/time-range-picker';
import { useTimeRange } from '@/components/filters/use-time-range';
import { useTenant } from '@/components/shell/session';
import { PageHeader } from '@/components/ui/page-header';
import { SkeletonCard, SkeletonRows } from '@/components/ui/skeleton';
import { FirstRequest } from './first-request';
import { OverviewCharts } from './overview-charts';
import { RecentFailures } from './recent-failures';
import { RecentRequests } from './recent-requests';
import { StatisticRow } from './statistic-row';
import { TopModels } from './top-models';

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
  // The other pages open with the same range; a preset stays one there.
  const address = range.free
    ? { from: new Date(range.free.from), to: new Date(range.free.to) }
    : { range: range.preset };
  useEffect(preloadCharts, []);
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t(isNew ? 'descriptionNew' : 'description')}
        actions={!isNew && <TimeRangePicker state={range} />}
      />
      {isNew ? (
        <FirstRequest />
      ) : (
        <div className="flex flex-col gap-4">
          <QueryView query={summary} skeleton={<OverviewSkeleton />}>
            {(data) => (
              <>
                <StatisticRow
                  totals={data.totals}
                  previous={data.previous}
                  address={address}
                  bounds={range.bounds}
                />
                <OverviewCharts series={data.series} bucket={data.bucket} stale={summary.isPlaceholderData} />
              </>
            )}
          </QueryView>
          <div className="mt-4 grid gap-x-4 gap-y-8 xl:grid-cols-2">
            <TopModels range={range} address={address} />
            <RecentFailures bounds={range.bounds} />
          </div>
          <div className="mt-4">
            <QueryView query={recent} skeleton={<SkeletonRows rows={6} />}>
              {({ items }) => <RecentRequests requests={items} />}
            </QueryView>
          </div>
        </div>
      )}
    </>
  );
}

function OverviewSkeleton() {
  return (
    <div aria-busy="true" className="grid gap-4 lg:grid-cols-2">
      <SkeletonCard className="h-56 lg:col-span-2 lg:h-28" />
      {['requests', 'cost', 'latency', 'tokens'].map((name) => (
        <SkeletonCard key={name} className="h-76" />
      ))}
    </div>
  );
}
