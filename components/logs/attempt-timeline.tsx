'use client';

import { useTranslations } from 'next-intl';
import { formatDurationMs } from '@/components/format/duration';
import { cn } from '@/components/ui/class-names';
import type { LogDetail } from './log-details';

type AttemptTimelineProps = { attempts: LogDetail['attempts']; totalMs: number };

/** The request's thread, with a knot for every try at a channel; bars show when and how long. */
export function AttemptTimeline({ attempts, totalMs }: AttemptTimelineProps) {
  const t = useTranslations('logs');
  if (attempts.length === 0) return <p className="text-sm text-muted-foreground">{t('noAttempts')}</p>;
  const whole = Math.max(
    totalMs,
    ...attempts.map((attempt) => attempt.startedAfterMs + attempt.durationMs),
    1,
  );
  return (
    <ol className="ml-1.5 border-l-[1.5px] border-border-strong">
      {attempts.map((attempt, index) => {
        const failed = attempt.errorCode !== null;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: attempts are known by their order and never move.
          <li key={index} className="relative pb-5 pl-5 last:pb-0">
            <span
              aria-hidden="true"
              className={cn(
                'absolute top-1.5 -left-[6px] size-2.5 rounded-full ring-4 ring-surface',
                failed ? 'bg-danger' : 'bg-thread',
              )}
            />
            <div className="flex flex-wrap items-baseline justify-between gap-x-3 text-sm">
              <p className="font-medium">
                {attempt.channelName}
                <span className="ml-2 font-mono text-xs font-normal text-muted-foreground">
                  {attempt.provider}/{attempt.model}
                </span>
              </p>
              <p className="tabular text-xs text-muted-foreground">
                {t('attemptTimes', {
                  start: formatDurationMs(attempt.startedAfterMs),
                  duration: formatDurationMs(attempt.durationMs),
                })}
              </p>
            </div>
            <p className="mt-0.5 text-xs text-muted-foreground">{attempt.reason}</p>
            <p className={cn('mt-0.5 text-xs', failed ? 'text-danger' : 'text-success')}>
              {attempt.status !== null && <span className="tabular">HTTP {attempt.status} </span>}
              {failed ? <span className="font-mono">{attempt.errorCode}</span> : t('answered')}
            </p>
            <div aria-hidden="true" className="relative mt-2 h-1 rounded-full bg-muted">
              <span
                className={cn('absolute h-full min-w-1 rounded-full', failed ? 'bg-danger' : 'bg-thread')}
                style={{
                  left: `min(${(attempt.startedAfterMs / whole) * 100}%, 100% - 0.25rem)`,
                  width: `${(attempt.durationMs / whole) * 100}%`,
                }}
              />
            </div>
          </li>
        );
      })}
    </ol>
  );
}
