'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { formatDurationMs } from '@/components/format/duration';
import { useTenant } from '@/components/shell/session';
import { cn } from '@/components/ui/class-names';
import { logsHref } from '../logs-href';
import { type AttemptOutcome, attemptOutcome } from './attempt-outcome';
import type { LogDetail } from './log-detail';

const colours: Record<AttemptOutcome, { bar: string; text: string }> = {
  answered: { bar: 'bg-thread', text: 'text-success' },
  failed: { bar: 'bg-danger', text: 'text-danger' },
  broken: { bar: 'bg-danger', text: 'text-danger' },
  left: { bar: 'bg-warning', text: 'text-warning' },
};

/** The request's thread, with a knot for every try at a channel; bars show when and how long. */
export function AttemptTimeline({ log }: { log: LogDetail }) {
  const t = useTranslations('logs');
  const { attempts } = log;
  if (attempts.length === 0) return <p className="text-sm text-muted-foreground">{t('noAttempts')}</p>;
  const ends = attempts.map((attempt) => attempt.startedAfterMs + attempt.durationMs);
  const whole = Math.max(log.latencyMs, ...ends, 1);
  return (
    <ol className="ml-1.5 border-l-[1.5px] border-border-strong">
      {attempts.map((attempt, index) => {
        const isLast = index === attempts.length - 1;
        const outcome = attemptOutcome(attempt, isLast, log);
        // A stream goes on after its first bytes, with which the try itself is over.
        const streamMs =
          isLast && log.stream && outcome !== 'failed' ? log.latencyMs - attempt.startedAfterMs : 0;
        const durationMs = Math.max(attempt.durationMs, streamMs);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: attempts are known by their order and never move.
          <li key={index} className="relative pb-5 pl-5 last:pb-0">
            <span
              aria-hidden="true"
              className={cn(
                'absolute top-1.5 -left-[6px] size-2.5 rounded-full ring-4 ring-surface',
                colours[outcome].bar,
              )}
            />
            <AttemptHead attempt={attempt} durationMs={durationMs} />
            <p className="mt-0.5 text-xs text-muted-foreground">{attempt.reason}</p>
            <AttemptEnd attempt={attempt} outcome={outcome} code={attempt.errorCode ?? log.errorCode} />
            <div aria-hidden="true" className="relative mt-2 h-1 rounded-full bg-muted">
              <span
                className={cn('absolute h-full min-w-1 rounded-full', colours[outcome].bar)}
                style={{
                  left: `min(${(attempt.startedAfterMs / whole) * 100}%, 100% - 0.25rem)`,
                  width: `${(durationMs / whole) * 100}%`,
                }}
              />
            </div>
          </li>
        );
      })}
    </ol>
  );
}

type Attempt = LogDetail['attempts'][number];

function AttemptHead({ attempt, durationMs }: { attempt: Attempt; durationMs: number }) {
  const t = useTranslations('logs');
  const details = useTranslations('logDetails');
  const tenant = useTenant();
  return (
    <div className="flex flex-wrap items-baseline justify-between gap-x-3 text-sm">
      <p className="min-w-0 font-medium">
        <Link
          href={logsHref(tenant, { channel: [attempt.channelId] })}
          title={details('requestsOf', { name: attempt.channelName })}
          className="finger-room relative wrap-anywhere underline-offset-4 hover:underline"
        >
          {attempt.channelName}
        </Link>
        <span className="ml-2 font-mono text-xs font-normal text-muted-foreground">
          {attempt.provider}/{attempt.model}
        </span>
      </p>
      <p className="tabular text-xs text-muted-foreground">
        {t('attemptTimes', {
          start: formatDurationMs(attempt.startedAfterMs),
          duration: formatDurationMs(durationMs),
        })}
      </p>
    </div>
  );
}

function AttemptEnd({
  attempt,
  outcome,
  code,
}: {
  attempt: Attempt;
  outcome: AttemptOutcome;
  code: string | null;
}) {
  const t = useTranslations('logDetails');
  return (
    <p data-outcome={outcome} className={cn('mt-0.5 text-xs', colours[outcome].text)}>
      {attempt.status !== null && <span className="tabular">HTTP {attempt.status} </span>}
      {outcome !== 'failed' && t(`outcomes.${outcome}`)}
      {outcome !== 'answered' && code !== null && <span className="ml-1 font-mono">{code}</span>}
    </p>
  );
}
