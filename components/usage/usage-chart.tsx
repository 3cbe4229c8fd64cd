'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { ChartCard } from '@/components/charts/chart-card';
import type { Series } from '@/components/charts/series';
import { restColour, seriesColours } from '@/components/charts/series-colours';
import type { Bucket } from '@/components/charts/time-axis';
import { Segmented } from '@/components/ui/segmented';
import { type ComponentKey, componentsOf, restKey, splitPoints, wholePoints } from './chart-points';
import type { Dimension } from './dimension';
import { addsUp, type Measure, type Percentile, percentiles } from './measure';
import { useMeasureFormats } from './use-measure-formats';
import type { SeriesEntry, UsagePart } from './use-usage-series';

type UsageChartProps = {
  by: Dimension;
  measure: Measure;
  bucket: Bucket;
  whole: readonly SeriesEntry[];
  parts: readonly UsagePart[];
  before: readonly SeriesEntry[] | undefined;
  stale: boolean;
  actions: ReactNode;
};

const componentColours: Partial<Record<ComponentKey, string>> = {
  failed: 'var(--dye-madder)',
  cachedInput: 'var(--dye-woad)',
  freshInput: 'var(--dye-indigo)',
  p95: 'var(--dye-saffron)',
  p99: 'var(--dye-madder)',
};

/** A measure over time: sums as bars, stacked by what the page splits by; times as lines. */
export function UsageChart({ by, measure, bucket, whole, parts, before, stale, actions }: UsageChartProps) {
  const t = useTranslations('usage');
  const { chartFormat } = useMeasureFormats();
  const [percentile, setPercentile] = useState<Percentile>('p50');
  const isSum = addsUp(measure);
  const shown = { measure, percentile, whole, before };
  const points = by === 'day' ? wholePoints(shown) : splitPoints(shown, parts);
  const series: Series[] =
    by === 'day'
      ? componentsOf(measure).map((key) => ({
          key,
          label: t(`components.${key}`),
          colour: componentColours[key] ?? seriesColours[0],
        }))
      : parts.map(({ value, label }, index) => ({
          key: value,
          label,
          colour: seriesColours[index] ?? restColour,
        }));
  if (by !== 'day' && points.some(({ values }) => values[restKey])) {
    series.push({ key: restKey, label: t('rest'), colour: restColour });
  }
  const name = t(`measures.${measure}`);
  return (
    <ChartCard
      title={isSum || by === 'day' ? name : t('percentileOf', { measure: name, percentile })}
      label={t('chart', { measure: name })}
      nothing={t(`nothing.${measure}`)}
      kind={isSum ? 'bars' : 'lines'}
      bucket={bucket}
      series={series}
      points={points}
      format={chartFormat(measure)}
      comparison={before && t('before')}
      stale={stale}
      className="h-64"
      actions={
        <>
          {!isSum && by !== 'day' && (
            <Segmented
              aria-label={t('percentile')}
              value={percentile}
              onValueChange={setPercentile}
              options={percentiles.map((value) => ({ value, label: value }))}
            />
          )}
          {actions}
        </>
      }
    />
  );
}
