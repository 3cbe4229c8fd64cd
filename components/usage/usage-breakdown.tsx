'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { QueryView } from '@/components/api/query-view';
import { useTRPC } from '@/components/api/trpc';
import { seriesColours } from '@/components/charts/series-colours';
import { useTenant } from '@/components/shell/session';
import { SkeletonCard, SkeletonRows } from '@/components/ui/skeleton';
import { CompareSwitch } from './compare-switch';
import type { Measure } from './measure';
import { topRows } from './top-rows';
import { UsageChart } from './usage-chart';
import { breakdownCsv, seriesCsv } from './usage-csv';
import { UsageExportMenu } from './usage-export-menu';
import { toUsageInput } from './usage-filter';
import { rowLogsHref, usageLogsHref } from './usage-logs-href';
import type { UsageReportProps } from './usage-report';
import { UsageTable } from './usage-table';
import { useModelEndpoints } from './use-filter-options';
import { useUsageSeries } from './use-usage-series';

/** As many values of a dimension as an operation gives. */
export const mostRows = 1000;

/** What a range was used for, over time and in all, by one dimension. */
export function UsageBreakdown({
  view: { by, compare, setCompare },
  measure,
  filter,
  range,
  summary,
}: UsageReportProps & { measure: Measure }) {
  const t = useTranslations('usage');
  const trpc = useTRPC();
  const tenant = useTenant();
  const breakdown = useQuery(
    trpc.usage.breakdown.queryOptions(
      { tenant, ...range.bounds, timeZone: range.timeZone, ...toUsageInput(filter), by, limit: mostRows },
      { placeholderData: keepPreviousData },
    ),
  );
  const rows = breakdown.data?.items ?? [];
  const top = by === 'day' ? [] : topRows(rows, measure, seriesColours.length);
  const series = useUsageSeries({
    by,
    rows: top,
    filter,
    range,
    bucket: summary.bucket,
    compared: compare,
  });
  const countsTokens = summary.totals.tokenCounts > 0 && filter.endpoint.length === 0;
  const modelEndpoints = useModelEndpoints(range, countsTokens);
  // Requests that only count tokens are in no figure of the table, so they are not behind one.
  const logsFilter = countsTokens && modelEndpoints ? { ...filter, endpoint: modelEndpoints } : filter;
  return (
    <QueryView query={breakdown} skeleton={<BreakdownSkeleton />}>
      {({ items, truncated, totals, others, from, to }) => (
        <>
          <UsageChart
            by={by}
            measure={measure}
            bucket={summary.bucket}
            whole={summary.series}
            parts={series.parts}
            before={series.before}
            stale={series.stale}
            actions={<CompareSwitch checked={compare} onChange={setCompare} />}
          />
          <div className="mt-6 mb-3 flex items-center justify-between gap-4">
            <h2 className="text-sm font-semibold tracking-tight">{t(`byDimension.${by}`)}</h2>
            <UsageExportMenu
              name={`heddle-usage-${tenant}-by-${by}`}
              disabled={items.length === 0}
              breakdown={() => breakdownCsv(by, items)}
              series={() =>
                seriesCsv(by, [
                  { label: t('all'), value: null, series: summary.series },
                  ...series.parts.map((part) => ({ ...part, series: part.series ?? [] })),
                ])
              }
            />
          </div>
          <UsageTable
            by={by}
            measure={measure}
            rows={items}
            totals={totals}
            others={others}
            hrefOf={(row, address) => {
              const logsOf = { tenant, filter: logsFilter, bounds: { from, to }, timeZone: range.timeZone };
              if (row === null) return usageLogsHref(logsOf, address);
              return row.value === null ? null : rowLogsHref(logsOf, by, row.value, address);
            }}
          />
          {truncated && (
            <p className="mt-3 text-sm text-muted-foreground">{t('truncated', { count: items.length })}</p>
          )}
        </>
      )}
    </QueryView>
  );
}

function BreakdownSkeleton() {
  return (
    <div aria-busy="true" className="flex flex-col gap-4">
      <SkeletonCard className="h-94" />
      <SkeletonRows />
    </div>
  );
}
