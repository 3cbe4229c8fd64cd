'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { QueryView } from '@/components/api/query-view';
import { useTRPC } from '@/components/api/trpc';
import { TimeRangePicker } from '@/components/filters/time-range-picker';
import { useTimeRange } from '@/components/filters/use-time-range';
import { downloadCsv } from '@/components/format/download-csv';
import { useTenant } from '@/components/shell/session';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { Segmented } from '@/components/ui/segmented';
import { SkeletonCard, SkeletonRows } from '@/components/ui/skeleton';
import { type Dimension, dimensions } from './dimension';
import { UsageChart } from './usage-chart';
import { usageCsv } from './usage-csv';
import { UsageTable } from './usage-table';

export function UsagePage() {
  const t = useTranslations('usage');
  const trpc = useTRPC();
  const tenant = useTenant();
  const range = useTimeRange('month');
  const [by, setBy] = useQueryState('by', parseAsStringLiteral(dimensions).withDefault('model'));
  const breakdown = useQuery(
    trpc.usage.breakdown.queryOptions(
      { tenant, by, ...range.bounds, timeZone: range.timeZone, limit: 1000 },
      { placeholderData: keepPreviousData },
    ),
  );
  const items = breakdown.data?.items ?? [];
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('description')}
        actions={<TimeRangePicker state={range} />}
      />
      <div className="mb-4 flex flex-wrap items-center justify-between gap-2">
        <Segmented
          aria-label={t('by')}
          value={by}
          onValueChange={(next: Dimension) => void setBy(next)}
          options={dimensions.map((dimension) => ({ value: dimension, label: t(`dimensions.${dimension}`) }))}
          className="max-w-full overflow-x-auto"
        />
        <Button
          disabled={items.length === 0}
          onClick={() => downloadCsv(usageCsv(by, items), `heddle-usage-${tenant}-by-${by}.csv`)}
        >
          <Download aria-hidden="true" />
          CSV
        </Button>
      </div>
      <QueryView query={breakdown} skeleton={<UsageSkeleton />}>
        {(data) =>
          data.items.length === 0 ? (
            <EmptyState
              title={t('empty')}
              description={t('emptyDescription')}
              action={
                <Button asChild variant="primary">
                  <Link href={`/${tenant}/playground`}>{t('openPlayground')}</Link>
                </Button>
              }
            />
          ) : (
            <div className="flex flex-col gap-4">
              <UsageChart by={by} items={data.items} range={range} />
              <UsageTable by={by} items={data.items} />
              {data.truncated && (
                <p className="text-sm text-muted-foreground">
                  {t('truncated', { count: data.items.length })}
                </p>
              )}
            </div>
          )
        }
      </QueryView>
    </>
  );
}

function UsageSkeleton() {
  return (
    <div aria-busy="true" className="flex flex-col gap-4">
      <SkeletonCard className="h-85" />
      <SkeletonRows />
    </div>
  );
}
