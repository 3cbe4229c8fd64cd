'use client';

import { useTranslations } from 'next-intl';
import type { Outputs } from '@/components/api/trpc';
import { formatDurationMs } from '@/components/format/duration';
import { formatNanoUsd, nanoUsdToNumber } from '@/components/format/money';
import { useNumberFormats } from '@/components/format/use-number-formats';
import { Statistic } from './statistic';

type Totals = Outputs['usage']['summary']['totals'];

export function StatisticRow({ totals, previous }: { totals: Totals; previous: Totals }) {
  const t = useTranslations('overview');
  const { whole, compact, percent } = useNumberFormats();
  const tokensOf = (some: Totals) => some.inputTokens + some.outputTokens;
  return (
    <dl className="grid overflow-hidden rounded-lg border bg-border shadow-card grid-cols-2 lg:grid-cols-5 [&>*:last-child]:max-lg:col-span-2 [&>*]:-mr-px [&>*]:-mb-px [&>*]:border-r [&>*]:border-b">
      <Statistic
        label={t('requests')}
        value={whole(totals.requests)}
        now={totals.requests}
        before={previous.requests}
      />
      <Statistic
        label={t('successRate')}
        value={totals.successRate === null ? '–' : percent(totals.successRate)}
        note={t('failures', { count: totals.failures })}
      />
      <Statistic
        label={t('tokens')}
        value={compact(tokensOf(totals))}
        note={t('tokensNote', { input: compact(totals.inputTokens), output: compact(totals.outputTokens) })}
        now={tokensOf(totals)}
        before={tokensOf(previous)}
      />
      <Statistic
        label={t('cost')}
        value={formatNanoUsd(totals.costNanoUsd)}
        note={totals.unpricedRequests > 0 ? t('unpriced', { count: totals.unpricedRequests }) : undefined}
        now={nanoUsdToNumber(totals.costNanoUsd)}
        before={nanoUsdToNumber(previous.costNanoUsd)}
      />
      <Statistic
        label={t('medianLatency')}
        value={formatDurationMs(totals.latencyMs?.p50)}
        note={
          totals.latencyMs
            ? t('latencyNote', {
                p95: formatDurationMs(totals.latencyMs.p95),
                p99: formatDurationMs(totals.latencyMs.p99),
              })
            : undefined
        }
      />
    </dl>
  );
}
