'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { Outputs } from '@/components/api/trpc';
import { Change } from '@/components/charts/change';
import type { TimeBounds } from '@/components/filters/time-range';
import { formatDurationMs } from '@/components/format/duration';
import { formatNanoUsd, nanoUsdToNumber } from '@/components/format/money';
import { useNumberFormats } from '@/components/format/use-number-formats';
import { logsHref } from '@/components/logs/logs-href';
import { useTenant } from '@/components/shell/session';
import { type UsageAddress, usageHref } from '@/components/usage/usage-href';
import { Statistic } from './statistic';

type Totals = Outputs['usage']['summary']['totals'];

type StatisticRowProps = {
  totals: Totals;
  /** Of the equally long time just before. */
  previous: Totals;
  /** The range as the address of this page has it. */
  address: Pick<UsageAddress, 'range' | 'from' | 'to'>;
  bounds: TimeBounds;
};

/** The figures of a range, each compared with the period before and leading to where it is taken apart. */
export function StatisticRow({ totals, previous, address, bounds }: StatisticRowProps) {
  const t = useTranslations('overview');
  const tenant = useTenant();
  const { whole, compact, percent } = useNumberFormats();
  const tokensOf = (some: Totals) => some.inputTokens + some.outputTokens;
  const hrefTo = (measure: UsageAddress['measure']) => usageHref(tenant, { ...address, measure });
  const failures = logsHref(tenant, {
    outcome: 'failure',
    from: new Date(bounds.from),
    to: new Date(bounds.to),
  });
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border bg-border shadow-card lg:grid-cols-5 [&>*:last-child]:max-lg:col-span-2">
      <Statistic label={t('requests')} value={whole(totals.requests)} href={hrefTo('requests')}>
        <Change now={totals.requests} before={previous.requests} beforeText={whole(previous.requests)} />
        {totals.tokenCounts > 0 && <span>{t('tokenCounts', { count: totals.tokenCounts })}</span>}
      </Statistic>
      <Statistic
        label={t('successRate')}
        value={totals.successRate === null ? '–' : percent(totals.successRate)}
        href={hrefTo('failures')}
      >
        {totals.failures === 0 ? (
          t('failures', { count: 0 })
        ) : (
          <Link href={failures} className="finger-room link-thread relative z-1">
            {t('failures', { count: totals.failures })}
          </Link>
        )}
        <Change now={totals.failures} before={previous.failures} beforeText={whole(previous.failures)} />
      </Statistic>
      <Statistic label={t('tokens')} value={compact(tokensOf(totals))} href={hrefTo('tokens')}>
        <Change now={tokensOf(totals)} before={tokensOf(previous)} beforeText={compact(tokensOf(previous))} />
        <span>
          {t('tokensNote', { input: compact(totals.inputTokens), output: compact(totals.outputTokens) })}
        </span>
      </Statistic>
      <Statistic label={t('cost')} value={formatNanoUsd(totals.costNanoUsd)} href={hrefTo('cost')}>
        <Change
          now={nanoUsdToNumber(totals.costNanoUsd)}
          before={nanoUsdToNumber(previous.costNanoUsd)}
          beforeText={formatNanoUsd(previous.costNanoUsd)}
        />
        {totals.unpricedRequests > 0 && <span>{t('unpriced', { count: totals.unpricedRequests })}</span>}
      </Statistic>
      <Statistic
        label={t('medianLatency')}
        value={formatDurationMs(totals.latencyMs?.p50)}
        href={hrefTo('latency')}
      >
        <Change
          now={totals.latencyMs?.p50 ?? null}
          before={previous.latencyMs?.p50 ?? null}
          beforeText={formatDurationMs(previous.latencyMs?.p50)}
        />
        {totals.latencyMs && (
          <span>
            {t('latencyNote', {
              p95: formatDurationMs(totals.latencyMs.p95),
              p99: formatDurationMs(totals.latencyMs.p99),
            })}
          </span>
        )}
      </Statistic>
    </dl>
  );
}
