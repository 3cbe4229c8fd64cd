'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { formatDurationMs } from '@/components/format/duration';
import { Time } from '@/components/format/time';
import { useNumberFormats } from '@/components/format/use-number-formats';
import { KeyName } from '@/components/keys/key-name';
import { useTenant } from '@/components/shell/session';
import { Fact, Facts } from '@/components/ui/facts';
import { type LogsAddress, logsHref } from '../logs-href';
import { StatusBadge } from '../status-badge';
import type { LogDetail } from './log-detail';

/** What is known of a request, each in a few words; names lead to the requests of the same. */
export function RequestFacts({ log }: { log: LogDetail }) {
  const t = useTranslations('logs');
  const details = useTranslations('logDetails');
  const { whole } = useNumberFormats();
  const gone = t('gone');
  return (
    <Facts>
      <Fact label={t('status')} className={log.errorCode ? 'col-span-2' : undefined}>
        <StatusBadge httpStatus={log.httpStatus} errorCode={log.errorCode} whole />
      </Fact>
      <Fact label={t('time')}>
        <Time value={log.createdAt} to="second" />
      </Fact>
      <Fact label={t('latency')}>
        {formatDurationMs(log.latencyMs)}
        {log.latencyFirstByteMs !== null && (
          <span className="block text-xs text-muted-foreground">
            {t('firstByte', { duration: formatDurationMs(log.latencyFirstByteMs) })}
          </span>
        )}
      </Fact>
      {log.outputTokensPerSecond !== null && (
        <Fact label={details('speed')}>
          {details('tokensPerSecond', { count: whole(log.outputTokensPerSecond) })}
          <span className="block text-xs text-muted-foreground">
            {details(log.stream ? 'outputTokensAfter' : 'outputTokens', { count: log.outputTokens })}
          </span>
        </Fact>
      )}
      <Fact label={t('modelRequested')} mono>
        {log.modelRequested === '' ? (
          '–'
        ) : (
          <Same address={{ model: [log.modelRequested] }}>{log.modelRequested}</Same>
        )}
      </Fact>
      <Fact label={t('modelUsed')} mono>
        {log.modelUsed ?? '–'}
      </Fact>
      <Fact label={t('channel')}>
        <ChannelNames log={log} />
      </Fact>
      <Fact label={t('key')}>
        <Same address={{ key: [log.apiKey.id] }}>
          {log.apiKey.name === null || log.apiKey.prefix === null ? (
            gone
          ) : (
            <KeyName
              name={log.apiKey.name}
              prefix={log.apiKey.prefix}
              className="underline decoration-border-strong decoration-dotted underline-offset-4"
            />
          )}
        </Same>
      </Fact>
      <Fact label={t('team')}>
        <Same address={{ team: [log.team.id] }}>{log.team.name ?? gone}</Same>
      </Fact>
      <Fact label={t('endpoint')} mono>
        {log.endpoint}
        {log.stream && <span className="block text-xs text-muted-foreground">{t('streamed')}</span>}
      </Fact>
      <Fact label={t('endedBy')}>
        {t(`endings.${log.endedBy}`)}
        {log.finishReason && (
          <span className="block font-mono text-xs text-muted-foreground">{log.finishReason}</span>
        )}
      </Fact>
      {log.replayOf !== null && (
        <Fact label={details('replayOf')}>
          <Same address={{ request: log.replayOf }}>
            <span className="font-mono text-xs">{log.replayOf}</span>
          </Same>
        </Fact>
      )}
      {log.endUser !== null && (
        <Fact label={details('endUser')}>
          <Same address={{ user: [log.endUser] }}>{log.endUser}</Same>
        </Fact>
      )}
      {log.tags.length > 0 && (
        <Fact label={details('tags')}>
          <span className="flex flex-wrap gap-x-2 gap-y-1">
            {log.tags.map((tag) => (
              <Same key={tag} address={{ tag: [tag] }}>
                <span className="font-mono text-xs">{tag}</span>
              </Same>
            ))}
          </span>
        </Fact>
      )}
    </Facts>
  );
}

/** Leads to the requests that have the same. */
function Same({ address, children }: { address: LogsAddress; children: ReactNode }) {
  const tenant = useTenant();
  return (
    <Link
      href={logsHref(tenant, address)}
      className="finger-room relative inline-block max-w-full underline decoration-border-strong decoration-dotted underline-offset-4 hover:decoration-foreground hover:decoration-solid"
    >
      {children}
    </Link>
  );
}

/** The channel that answered; where none did, those that were tried. */
function ChannelNames({ log }: { log: LogDetail }) {
  const t = useTranslations('logs');
  const details = useTranslations('logDetails');
  if (log.channel) {
    return <Same address={{ channel: [log.channel.id] }}>{log.channel.name ?? t('gone')}</Same>;
  }
  const tried = new Map(log.attempts.map(({ channelId, channelName }) => [channelId, channelName]));
  if (tried.size === 0) return '–';
  return (
    <>
      <span className="block text-xs text-muted-foreground">{details('triedInVain')}</span>
      {[...tried].map(([id, name], index) => (
        <span key={id}>
          {index > 0 && ', '}
          <Same address={{ channel: [id] }}>{name}</Same>
        </span>
      ))}
    </>
  );
}
