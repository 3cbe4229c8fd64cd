'use client';

import { useTranslations } from 'next-intl';
import type { Outputs } from '@/components/api/trpc';
import { formatDurationMs } from '@/components/format/duration';
import { Time } from '@/components/format/time';
import { Badge } from '@/components/ui/badge';
import { CodeBlock } from '@/components/ui/code-block';
import { DetailSection, Fact, Facts } from '@/components/ui/facts';
import { AttemptTimeline } from './attempt-timeline';
import { Receipt } from './receipt';
import { StatusBadge } from './status-badge';

export type LogDetail = Outputs['logs']['get'];

export function LogDetails({ log }: { log: LogDetail }) {
  const t = useTranslations('logs');
  const gone = t('gone');
  return (
    <div className="flex flex-col gap-7">
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
        <Fact label={t('modelRequested')} mono>
          {log.modelRequested}
        </Fact>
        <Fact label={t('modelUsed')} mono>
          {log.modelUsed ?? '–'}
        </Fact>
        <Fact label={t('channel')}>{log.channel ? (log.channel.name ?? gone) : '–'}</Fact>
        <Fact label={t('key')}>{log.apiKey.name ?? gone}</Fact>
        <Fact label={t('team')}>{log.team.name ?? gone}</Fact>
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
      </Facts>

      <DetailSection title={t('attempts')}>
        <AttemptTimeline attempts={log.attempts} totalMs={log.latencyMs} />
      </DetailSection>

      <DetailSection title={t('receipt')}>
        <Receipt receipt={log.receipt} />
      </DetailSection>

      {log.losses.length > 0 && (
        <DetailSection title={t('losses')} description={t('lossesDescription')}>
          <ul className="flex flex-wrap gap-1.5">
            {log.losses.map((loss) => (
              <li key={loss}>
                <Badge tone="warning" className="font-mono">
                  {loss}
                </Badge>
              </li>
            ))}
            {log.moreLosses > 0 && <li>{t('moreLosses', { count: log.moreLosses })}</li>}
          </ul>
        </DetailSection>
      )}

      {log.rawUsage !== null && (
        <DetailSection title={t('rawUsage')} description={t('rawUsageDescription')}>
          <CodeBlock
            code={JSON.stringify(log.rawUsage, null, 2)}
            language="json"
            wrap
            label={t('rawUsage')}
          />
        </DetailSection>
      )}

      <DetailSection title={t('content')}>
        {log.content ? (
          <div className="flex flex-col gap-3">
            <CodeBlock
              code={indented(log.content.request)}
              language="json"
              wrap
              label={t('contentRequest')}
            />
            <CodeBlock
              code={indented(log.content.response)}
              language="json"
              wrap
              label={t('contentResponse')}
            />
          </div>
        ) : (
          <p className="text-sm text-muted-foreground">{t('contentNotStored')}</p>
        )}
      </DetailSection>
    </div>
  );
}

/** JSON with line breaks; anything else, an event stream for example, as it is. */
function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
