'use client';

import { useTranslations } from 'next-intl';
import type { Outputs } from '@/components/api/trpc';
import { ChartCard } from '@/components/charts/chart-card';
import type { Point, Series } from '@/components/charts/series';
import { useValueFormats } from '@/components/charts/use-value-formats';
import { nanoUsdToNumber } from '@/components/format/money';

type Summary = Outputs['usage']['summary'];

type OverviewChartsProps = Pick<Summary, 'series' | 'bucket'> & { stale: boolean };

export function OverviewCharts({ series, bucket, stale }: OverviewChartsProps) {
  const t = useTranslations('overview');
  const { counts, dollars, durations } = useValueFormats();
  const points = (read: (entry: Summary['series'][number]) => Point['values']): Point[] =>
    series.map((entry) => ({ time: entry.time, values: read(entry) }));
  const requests: Series[] = [
    { key: 'succeeded', label: t('succeeded'), colour: 'var(--dye-verdigris)' },
    { key: 'failed', label: t('failed'), colour: 'var(--dye-madder)' },
  ];
  const cost: Series[] = [{ key: 'cost', label: t('cost'), colour: 'var(--dye-verdigris)' }];
  const latency: Series[] = [
    { key: 'p50', label: 'p50', colour: 'var(--dye-verdigris)' },
    { key: 'p95', label: 'p95', colour: 'var(--dye-saffron)' },
    { key: 'p99', label: 'p99', colour: 'var(--dye-madder)' },
  ];
  const tokens: Series[] = [
    { key: 'input', label: t('inputTokens'), colour: 'var(--dye-indigo)' },
    { key: 'output', label: t('outputTokens'), colour: 'var(--dye-verdigris)' },
  ];

  return (
    <div className="grid gap-4 lg:grid-cols-2">
      <ChartCard
        title={t('requests')}
        label={t('requestsChart')}
        nothing={t('noRequests')}
        kind="bars"
        bucket={bucket}
        stale={stale}
        series={requests}
        points={points((entry) => ({ succeeded: entry.requests - entry.failures, failed: entry.failures }))}
        format={counts}
      />
      <ChartCard
        title={t('cost')}
        label={t('costChart')}
        nothing={t('noCost')}
        kind="bars"
        bucket={bucket}
        stale={stale}
        series={cost}
        points={points((entry) => ({ cost: nanoUsdToNumber(entry.costNanoUsd) }))}
        format={dollars}
      />
      <ChartCard
        title={t('latency')}
        label={t('latencyChart')}
        nothing={t('noLatency')}
        kind="lines"
        bucket={bucket}
        stale={stale}
        series={latency}
        points={points(({ latencyMs }) => ({
          p50: latencyMs?.p50 ?? null,
          p95: latencyMs?.p95 ?? null,
          p99: latencyMs?.p99 ?? null,
        }))}
        format={durations}
      />
      <ChartCard
        title={t('tokens')}
        label={t('tokensChart')}
        nothing={t('noTokens')}
        kind="bars"
        bucket={bucket}
        stale={stale}
        series={tokens}
        points={points((entry) => ({ input: entry.inputTokens, output: entry.outputTokens }))}
        format={counts}
      />
    </div>
  );
}
