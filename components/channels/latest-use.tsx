'use client';

import { useTranslations } from 'next-intl';
import { formatDurationMs } from '@/components/format/duration';
import { RelativeTime } from '@/components/format/relative-time';
import { Time } from '@/components/format/time';
import { cn } from '@/components/ui/class-names';
import { Popover, PopoverContent, PopoverTrigger } from '@/components/ui/popover';
import type { ChannelResult, ChannelSummary } from './channel';
import { latestResult } from './latest-result';
import { toneOf } from './remedy';

const dots = { success: 'bg-success', warning: 'bg-warning', danger: 'bg-danger' };

/** What came of a channel's latest use, in a few words; behind them its latest success and its latest failure. */
export function LatestUse({ channel, className }: { channel: ChannelSummary; className?: string }) {
  const t = useTranslations('channels');
  const latest = latestResult(channel);
  if (!latest) {
    return <span className={cn('text-xs text-muted-foreground', className)}>{t('neverUsed')}</span>;
  }
  const words = t(`outcomes.${latest.outcome}`, { time: formatDurationMs(latest.durationMs) });
  return (
    <Popover>
      <PopoverTrigger
        className={cn(
          'group/use flex max-w-full min-w-0 items-start gap-2 rounded-sm text-left text-xs pointer-coarse:min-h-10 pointer-coarse:items-center',
          className,
        )}
      >
        <span
          aria-hidden="true"
          className={cn('mt-1 size-2 shrink-0 rounded-full', dots[toneOf(latest.outcome)])}
        />
        <span className="min-w-0">
          <span className="sr-only">{t('latestUseOf', { name: channel.name })}: </span>
          <span className="line-clamp-2 group-hover/use:underline">{words}</span>
          <RelativeTime value={latest.at} className="block text-muted-foreground" />
        </span>
      </PopoverTrigger>
      <PopoverContent
        align="start"
        aria-label={t('latestUseOf', { name: channel.name })}
        className="flex w-80 max-w-[calc(100vw-1.5rem)] flex-col gap-3 p-4"
      >
        <Result title={t('lastSuccess')} result={channel.lastSuccess} />
        <Result title={t('lastFailure')} result={channel.lastFailure} />
      </PopoverContent>
    </Popover>
  );
}

function Result({ title, result }: { title: string; result: ChannelResult | null }) {
  const t = useTranslations('channels');
  return (
    <section className="text-[13px]">
      <h3 className="text-xs font-medium text-muted-foreground">{title}</h3>
      {result ? (
        <>
          <p className="mt-0.5 font-medium">
            {t(`outcomes.${result.outcome}`, { time: formatDurationMs(result.durationMs) })}
          </p>
          {result.message && (
            <blockquote className="mt-1 line-clamp-6 border-l-2 pl-2.5 text-xs wrap-anywhere text-muted-foreground">
              {result.message}
            </blockquote>
          )}
          <p className="mt-1 flex flex-wrap gap-x-2 text-xs text-muted-foreground">
            <Time value={result.at} to="second" />
            <span>{t(result.byTest ? 'byTest' : 'byRequest')}</span>
            {result.status !== null && <span>HTTP {result.status}</span>}
            <span className="font-mono wrap-anywhere">{result.model}</span>
          </p>
        </>
      ) : (
        <p className="mt-0.5 text-muted-foreground">{t('noneYet')}</p>
      )}
    </section>
  );
}
