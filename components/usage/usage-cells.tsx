'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { formatDurationMs } from '@/components/format/duration';
import { formatNanoUsd } from '@/components/format/money';
import { Unknown } from '@/components/format/unknown';
import { useNumberFormats } from '@/components/format/use-number-formats';
import type { LogsAddress } from '@/components/logs/logs-href';
import { cn } from '@/components/ui/class-names';
import { TableCell } from '@/components/ui/table';
import { columnClass } from './column-classes';
import type { UsageTotals } from './dimension';
import type { Measure } from './measure';
import type { UsageColumn } from './sort-rows';

type UsageCellsProps = {
  measure: Measure;
  totals: UsageTotals;
  /** Where the requests behind a figure are; null where logs cannot be asked for them. */
  hrefOf: (address?: LogsAddress) => string | null;
  /** Where a price is set for what the row stands for; null where that is no model, or not for this person. */
  priceHref?: string | null;
};

/** The figures of a row, or of all rows, column by column; each leads to the requests behind it. */
export function UsageCells({ measure, totals, hrefOf, priceHref = null }: UsageCellsProps) {
  const t = useTranslations('usage');
  const { whole, compact, percent } = useNumberFormats();
  const { latencyMs, firstByteMs } = totals;
  const duration = (ms: number | undefined) =>
    ms === undefined ? <Unknown why={t('notMeasured')} /> : formatDurationMs(ms);
  const classOf = (column: UsageColumn) => cn('text-right', columnClass(column, measure));
  return (
    <>
      <TableCell
        className={classOf('requests')}
        title={totals.tokenCounts > 0 ? t('tokenCounts', { count: totals.tokenCounts }) : undefined}
      >
        <Figure
          href={hrefOf()}
          note={
            totals.requests === 0 && totals.tokenCounts > 0 && t('tokenCounts', { count: totals.tokenCounts })
          }
        >
          {whole(totals.requests)}
        </Figure>
      </TableCell>
      <TableCell className={classOf('failures')}>
        {totals.failures === 0 ? (
          <span className="tabular text-muted-foreground">0</span>
        ) : (
          <Figure
            href={hrefOf({ outcome: 'failure' })}
            label={t('failuresLink', { count: totals.failures })}
            note={percent(totals.failures / totals.requests)}
          >
            {whole(totals.failures)}
          </Figure>
        )}
      </TableCell>
      <TableCell className={classOf('inputTokens')} title={whole(totals.inputTokens)}>
        <Figure
          note={
            totals.cachedInputTokens > 0 &&
            t('cachedShare', { share: percent(totals.cachedInputTokens / totals.inputTokens) })
          }
        >
          {compact(totals.inputTokens)}
        </Figure>
      </TableCell>
      <TableCell className={cn(classOf('outputTokens'), 'tabular')} title={whole(totals.outputTokens)}>
        {compact(totals.outputTokens)}
      </TableCell>
      <TableCell className={cn(classOf('latencyP50'), 'tabular whitespace-nowrap')}>
        {duration(latencyMs?.p50)}
      </TableCell>
      <TableCell className={cn(classOf('latencyP95'), 'whitespace-nowrap')}>
        <Figure
          href={latencyMs && hrefOf({ 'latency.min': Math.floor(latencyMs.p95), sort: 'latency' })}
          label={latencyMs && t('slowestLink', { duration: formatDurationMs(latencyMs.p95) })}
        >
          {duration(latencyMs?.p95)}
        </Figure>
      </TableCell>
      <TableCell className={cn(classOf('firstByte'), 'tabular whitespace-nowrap')}>
        {duration(firstByteMs?.p50)}
      </TableCell>
      <TableCell className={cn(classOf('cost'), 'font-medium')}>
        {BigInt(totals.costNanoUsd) === 0n && totals.unpricedRequests > 0 ? (
          <Figure href={priceHref} label={priceHref && t('setPrice')}>
            <Unknown why={t('unpriced', { count: totals.unpricedRequests })} />
          </Figure>
        ) : (
          <Figure
            href={BigInt(totals.costNanoUsd) > 0n ? hrefOf({ sort: 'cost' }) : null}
            label={t('dearestLink', { cost: formatNanoUsd(totals.costNanoUsd) })}
            note={totals.unpricedRequests > 0 && t('unpricedShort', { count: totals.unpricedRequests })}
          >
            {formatNanoUsd(totals.costNanoUsd)}
          </Figure>
        )}
      </TableCell>
    </>
  );
}

type FigureProps = {
  href?: string | null | undefined;
  /** What the link leads to, where the figure alone does not say it. */
  label?: string | null | undefined;
  /** Below it. */
  note?: ReactNode;
  children: ReactNode;
};

function Figure({ href, label, note, children }: FigureProps) {
  return (
    <>
      {href ? (
        <Link
          href={href}
          aria-label={label ?? undefined}
          title={label ?? undefined}
          className="finger-room tabular relative z-1 inline-block underline decoration-border-strong decoration-1 underline-offset-3 hover:text-thread hover:decoration-current"
        >
          {children}
        </Link>
      ) : (
        <span className="tabular">{children}</span>
      )}
      {note && (
        <span className="tabular block text-xs font-normal whitespace-nowrap text-muted-foreground @max-2xl:hidden">
          {note}
        </span>
      )}
    </>
  );
}
