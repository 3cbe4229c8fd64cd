'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { QueryView } from '@/components/api/query-view';
import { Legend } from '@/components/charts/legend';
import type { Series } from '@/components/charts/series';
import { TimeChart } from '@/components/charts/time-chart';
import { useValueFormats } from '@/components/charts/use-value-formats';
import type { TimeRangeState } from '@/components/filters/use-time-range';
import { nanoUsdToNumber } from '@/components/format/money';
import { dyes } from '@/components/providers/dye';
import { Card, CardBody, CardHeader } from '@/components/ui/card';
import { Segmented } from '@/components/ui/segmented';
import { Skeleton } from '@/components/ui/skeleton';
import type { Dimension, UsageRow } from './dimension';
import { useUsageSeries } from './use-usage-series';

const measures = ['cost', 'tokens', 'requests'] as const;

type Measure = (typeof measures)[number];

type Amounts = Pick<UsageRow, 'costNanoUsd' | 'inputTokens' | 'outputTokens' | 'requests'>;

function amountOf(measure: Measure, totals: Amounts): number {
  if (measure === 'cost') return nanoUsdToNumber(totals.costNanoUsd);
  return measure === 'tokens' ? totals.inputTokens + totals.outputTokens : totals.requests;
}

type UsageChartProps = { by: Dimension; items: readonly UsageRow[]; range: TimeRangeState };

/** Cost, tokens or requests over time, stacked by what the page splits by. */
export function UsageChart({ by, items, range }: UsageChartProps) {
  const t = useTranslations('usage');
  const { counts, dollars } = useValueFormats();
  const [measure, setMeasure] = useState<Measure>('cost');
  const { whole, parts, hasRest } = useUsageSeries(by, items, range);
  const series: Series[] = parts.map((part, index) => ({
    key: part.value,
    label: part.label,
    colour: dyes[index] ?? dyes[0],
  }));
  if (by === 'day') series.push({ key: 'all', label: t('all'), colour: dyes[0] });
  else if (hasRest) series.push({ key: 'rest', label: t('rest'), colour: 'var(--border-strong)' });

  return (
    <Card>
      <CardHeader
        title={t(`measures.${measure}`)}
        actions={
          <Segmented
            aria-label={t('measure')}
            value={measure}
            onValueChange={setMeasure}
            options={measures.map((value) => ({ value, label: t(`measures.${value}`) }))}
          />
        }
      />
      <CardBody>
        <Legend series={series} />
        <QueryView query={whole} skeleton={<Skeleton className="mt-3 h-60" />}>
          {(data) => (
            <TimeChart
              label={t('chart', { measure: t(`measures.${measure}`) })}
              nothing={t(`nothing.${measure}`)}
              kind="bars"
              bucket={data.bucket}
              series={series}
              className="mt-3 h-60"
              points={data.series.map((entry, index) => {
                const all = amountOf(measure, entry);
                const split = parts.map(({ value, series: own }) => {
                  const bucket = own?.[index];
                  return [value, bucket ? amountOf(measure, bucket) : 0] as const;
                });
                const rest = Math.max(0, all - split.reduce((sum, [, amount]) => sum + amount, 0));
                return { time: entry.time, values: { ...Object.fromEntries(split), all, rest } };
              })}
              format={measure === 'cost' ? dollars : counts}
            />
          )}
        </QueryView>
      </CardBody>
    </Card>
  );
}
