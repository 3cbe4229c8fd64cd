'use client';

import { useTranslations } from 'next-intl';
import type { Outputs } from '@/components/api/trpc';
import type { TimeRangeState } from '@/components/filters/use-time-range';
import { cn } from '@/components/ui/class-names';
import { Segmented } from '@/components/ui/segmented';
import { type Dimension, dimensions } from './dimension';
import { openingMeasure } from './measure';
import { MeasureTiles } from './measure-tiles';
import { UsageBreakdown } from './usage-breakdown';
import type { UsageFilter } from './usage-filter';
import type { useUsageView } from './use-usage-view';

export type UsageReportProps = {
  view: ReturnType<typeof useUsageView>;
  filter: UsageFilter;
  range: TimeRangeState;
  summary: Outputs['usage']['summary'];
  /** The figures are of what was asked before. */
  stale: boolean;
};

/** Totals, their course, and what they are made of. */
export function UsageReport(props: UsageReportProps) {
  const t = useTranslations('usage');
  const { view, summary, stale } = props;
  const measure = view.measure ?? openingMeasure(summary.totals);
  return (
    <div className={cn('transition-opacity', stale && 'opacity-60')} aria-busy={stale}>
      <MeasureTiles
        totals={summary.totals}
        before={view.compare ? summary.previous : undefined}
        value={measure}
        onChange={view.setMeasure}
      />
      <Segmented
        aria-label={t('by')}
        value={view.by}
        onValueChange={(next: Dimension) => view.setBy(next)}
        options={dimensions.map((dimension) => ({ value: dimension, label: t(`dimensions.${dimension}`) }))}
        className="mb-4 max-w-full overflow-x-auto"
      />
      {/* Rows of one dimension are never shown as those of another. */}
      <UsageBreakdown key={view.by} measure={measure} {...props} />
    </div>
  );
}
