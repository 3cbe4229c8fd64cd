'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { formatDurationMs } from '@/components/format/duration';
import { formatNanoUsd } from '@/components/format/money';
import { PathName } from '@/components/format/path-name';
import { Badge } from '@/components/ui/badge';
import { cn } from '@/components/ui/class-names';
import { isTokenCount } from './is-token-count';
import type { LogColumnName } from './log-columns';
import type { Log } from './log-list-state';
import { StatusBadge } from './status-badge';

export type LogFormats = {
  clock: Intl.DateTimeFormat;
  day: Intl.DateTimeFormat;
  whole: Intl.NumberFormat;
};

type LogCellProps = { log: Log; column: LogColumnName; formats: LogFormats };

/** What a row says in one of its columns. */
export function LogCell({ log, column, formats }: LogCellProps) {
  const t = useTranslations('logs');
  switch (column) {
    case 'time':
      return <LogTime value={log.createdAt} formats={formats} />;
    case 'status':
      return (
        <TwoLines
          first={<StatusBadge httpStatus={log.httpStatus} errorCode={null} failed={log.errorCode !== null} />}
          second={log.errorCode}
        />
      );
    case 'model':
      return <LogModel log={log} />;
    case 'channel':
      return <LogChannel log={log} />;
    case 'provider':
      return <Line>{log.provider}</Line>;
    case 'key':
      return (
        <TwoLines
          first={log.apiKey.name ?? t('gone')}
          second={log.apiKey.prefix && <span className="font-mono">{log.apiKey.prefix}…</span>}
        />
      );
    case 'team':
      return <Line>{log.team.name ?? t('gone')}</Line>;
    case 'endpoint':
      return (
        <TwoLines
          first={<span className="font-mono text-xs">{log.endpoint}</span>}
          second={log.stream && t('streamed')}
        />
      );
    case 'user':
      return <Line>{log.endUser}</Line>;
    case 'tags':
      return <Line>{log.tags.join(', ')}</Line>;
    case 'inputTokens':
      return formats.whole.format(log.inputTokens);
    case 'outputTokens':
      return formats.whole.format(log.outputTokens);
    case 'cost':
      return formatNanoUsd(log.costNanoUsd);
    case 'firstByte':
      return formatDurationMs(log.latencyFirstByteMs);
    case 'latency':
      return formatDurationMs(log.latencyMs);
    case 'speed':
      return log.outputTokensPerSecond === null ? '–' : formats.whole.format(log.outputTokensPerSecond);
  }
}

export function LogTime({ value, formats }: { value: string; formats: LogFormats }) {
  const date = new Date(value);
  return (
    <time dateTime={value} title={value} className="tabular block leading-tight">
      {formats.clock.format(date)}
      <span className="block text-xs text-muted-foreground">{formats.day.format(date)}</span>
    </time>
  );
}

export function LogModel({ log }: { log: Log }) {
  const t = useTranslations('logs');
  const { modelRequested, modelUsed } = log;
  return (
    <TwoLines
      first={
        <span className="flex min-w-0 items-center gap-1.5">
          <PathName name={modelRequested || '–'} className="min-w-0 font-mono text-xs" />
          {isTokenCount(log.endpoint) && (
            <Badge tone="outline" className="h-4.5 shrink-0 px-1.5 font-normal" title={t('tokenCount')}>
              {t('tokenCountShort')}
            </Badge>
          )}
        </span>
      }
      second={
        modelUsed !== null &&
        modelUsed !== modelRequested && (
          <span className="flex min-w-0 gap-1 font-mono">
            <span aria-hidden="true">→</span>
            <PathName name={modelUsed} className="min-w-0" />
          </span>
        )
      }
    />
  );
}

/** Who answered; where nobody did, who was tried. */
export function LogChannel({ log }: { log: Log }) {
  const t = useTranslations('logs');
  const tried = log.triedChannels.map(({ name }) => name ?? t('gone')).join(', ');
  const attempts = log.attemptCount > 1 && t('attemptCount', { count: log.attemptCount });
  if (log.channel) return <TwoLines first={log.channel.name ?? t('gone')} second={attempts} />;
  if (tried === '') return <span className="text-muted-foreground">–</span>;
  return <TwoLines first={t('triedChannels', { names: tried })} second={attempts} />;
}

/** A row's height has room for two; the second is there where it says something. */
function TwoLines({ first, second }: { first: ReactNode; second?: ReactNode }) {
  const title = typeof first === 'string' ? first : undefined;
  return (
    <span className="block min-w-0 leading-tight">
      <span title={title} className="block truncate">
        {first}
      </span>
      {second && <span className="mt-0.5 block truncate text-xs text-muted-foreground">{second}</span>}
    </span>
  );
}

function Line({ children }: { children: string | null }) {
  const none = children === null || children === '';
  return (
    <span title={children ?? undefined} className={cn('block truncate', none && 'text-muted-foreground')}>
      {none ? '–' : children}
    </span>
  );
}
