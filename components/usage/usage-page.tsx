'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { QueryView } from '@/components/api/query-view';
import { useTRPC } from '@/components/api/trpc';
import { preloadCharts } from '@/components/charts/lazy-time-chart';
import { TimeRangePicker } from '@/components/filters/time-range-picker';
import { useTimeRange } from '@/components/filters/use-time-range';
import { useTenant } from '@/components/shell/session';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { SkeletonCard, SkeletonRows } from '@/components/ui/skeleton';
import { mostRows } from './usage-breakdown';
import { UsageFilters } from './usage-filters';
import { UsageReport } from './usage-report';
import { useUsageFilter } from './use-usage-filter';
import { useUsageView } from './use-usage-view';

export function UsagePage() {
  const t = useTranslations('usage');
  const trpc = useTRPC();
  const tenant = useTenant();
  const range = useTimeRange('month');
  const filter = useUsageFilter();
  const view = useUsageView();
  const asked = { tenant, ...range.bounds, timeZone: range.timeZone, ...filter.input };
  const summary = useQuery(trpc.usage.summary.queryOptions(asked, { placeholderData: keepPreviousData }));
  // Asked for at once: what is below the totals does not wait for them.
  useQuery(trpc.usage.breakdown.queryOptions({ ...asked, by: view.by, limit: mostRows }));
  useEffect(preloadCharts, []);
  const isEmpty = summary.data?.totals.requests === 0 && summary.data.totals.tokenCounts === 0;
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('description')}
        actions={<TimeRangePicker state={range} />}
      />
      <UsageFilters view={filter} range={range} ready={summary.data !== undefined} />
      <QueryView query={summary} skeleton={<UsageSkeleton />}>
        {(all) =>
          isEmpty ? (
            <EmptyState
              title={filter.isFiltered ? t('nothingMatches') : t('empty')}
              description={filter.isFiltered ? t('nothingMatchesDescription') : t('emptyDescription')}
              action={
                filter.isFiltered ? (
                  <Button onClick={filter.clear}>{t('clearFilters')}</Button>
                ) : (
                  <Button asChild variant="primary">
                    <Link href={`/${tenant}/playground`}>{t('openPlayground')}</Link>
                  </Button>
                )
              }
            />
          ) : (
            <UsageReport
              view={view}
              filter={filter.filter}
              range={range}
              summary={all}
              stale={summary.isPlaceholderData}
            />
          )
        }
      </QueryView>
    </>
  );
}

function UsageSkeleton() {
  return (
    <div aria-busy="true" className="flex flex-col gap-4">
      <SkeletonCard className="h-90 sm:h-60 xl:h-34" />
      <SkeletonCard className="h-100" />
      <SkeletonRows />
    </div>
  );
}
