'use client';

import { useTranslations } from 'next-intl';
import { useValueFormats, type ValueFormat } from '@/components/charts/use-value-formats';
import { formatDurationMs } from '@/components/format/duration';
import { formatNanoUsd } from '@/components/format/money';
import { useNumberFormats } from '@/components/format/use-number-formats';
import type { UsageTotals } from './dimension';
import { amountOf, type Measure } from './measure';

/** How the measures of usage are written. */
export function useMeasureFormats() {
  const t = useTranslations('usage');
  const { counts, dollars, durations } = useValueFormats();
  const { whole, compact, percent } = useNumberFormats();

  function write(measure: Measure, totals: UsageTotals): string {
    const amount = amountOf(measure, totals);
    if (measure === 'cost') return formatNanoUsd(totals.costNanoUsd);
    if (measure === 'latency' || measure === 'firstByte') return formatDurationMs(amount);
    return measure === 'tokens' ? compact(amount ?? 0) : whole(amount ?? 0);
  }

  /** What belongs beside it, if anything does. */
  function note(measure: Measure, totals: UsageTotals): string | null {
    switch (measure) {
      case 'cost':
        return totals.unpricedRequests > 0 ? t('unpriced', { count: totals.unpricedRequests }) : null;
      case 'requests':
        return totals.tokenCounts > 0 ? t('tokenCounts', { count: totals.tokenCounts }) : null;
      case 'tokens':
        return t('tokensNote', {
          input: compact(totals.inputTokens),
          cached: compact(totals.cachedInputTokens),
          output: compact(totals.outputTokens),
        });
      case 'failures':
        return totals.requests > 0
          ? t('failureRate', { rate: percent(totals.failures / totals.requests) })
          : null;
      case 'latency':
        return totals.latencyMs && t('p95', { duration: formatDurationMs(totals.latencyMs.p95) });
      case 'firstByte':
        return totals.firstByteMs && t('p95', { duration: formatDurationMs(totals.firstByteMs.p95) });
    }
  }

  /** For the axis and the tooltips of a chart. */
  function chartFormat(measure: Measure): ValueFormat {
    if (measure === 'cost') return dollars;
    return measure === 'latency' || measure === 'firstByte' ? durations : counts;
  }

  return { write, note, chartFormat };
}
