'use client';

import { useTranslations } from 'next-intl';
import type { ComponentProps } from 'react';
import type { Outputs } from '@/components/api/trpc';
import { Legend } from '@/components/charts/legend';
import type { Point, Series } from '@/components/charts/series';
import { TimeChart } from '@/components/charts/time-chart';
import { useValueFormats } from '@/components/charts/use-value-formats';
import { nanoUsdToNumber } from '@/components/format/money';
import { Card, CardBody, CardHeader } from '@/components/ui/card';

type Summary = Outputs['usage']['summary'];

export function OverviewCharts({ series, bucket }: Pick<Summary, 'series' | 'bucket'>) {
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
        series={tokens}
        points={points((entry) => ({ input: entry.inputTokens, output: entry.outputTokens }))}
        format={counts}
      />
    </div>
  );
}

function ChartCard({ title, ...chart }: ComponentProps<typeof TimeChart> & { title: string }) {
  return (
    <Card>
      <CardHeader title={title} actions={<Legend series={chart.series} />} />
      <CardBody className="pt-3">
        <TimeChart {...chart} />
      </CardBody>
    </Card>
  );
}
