'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { Outputs } from '@/components/api/trpc';
import { formatDurationMs } from '@/components/format/duration';
import { Time } from '@/components/format/time';
import { Badge } from '@/components/ui/badge';
import { cn } from '@/components/ui/class-names';
import { CodeBlock } from '@/components/ui/code-block';
import { AttemptTimeline } from './attempt-timeline';
import { Receipt } from './receipt';
import { StatusBadge } from './status-badge';

export type LogDetail = Outputs['logs']['get'];

export function LogDetails({ log }: { log: LogDetail }) {
  const t = useTranslations('logs');
  const gone = t('gone');
  return (
    <div className="flex flex-col gap-7">
      <dl className="grid grid-cols-2 gap-x-6 gap-y-3.5 text-sm sm:grid-cols-3">
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
      </dl>

      <Section title={t('attempts')}>
        <AttemptTimeline attempts={log.attempts} totalMs={log.latencyMs} />
      </Section>

      <Section title={t('receipt')}>
        <Receipt receipt={log.receipt} />
      </Section>

      {log.losses.length > 0 && (
        <Section title={t('losses')} description={t('lossesDescription')}>
          <ul className="flex flex-wrap gap-1.5">
            {log.losses.map((loss) => (
              <li key={loss}>
                <Badge tone="warning" className="font-mono">
                  {loss}
                </Badge>
              </li>
            ))}
          </ul>
        </Section>
      )}

      {log.rawUsage !== null && (
        <Section title={t('rawUsage')} description={t('rawUsageDescription')}>
          <CodeBlock code={JSON.stringify(log.rawUsage, null, 2)} language="json" label={t('rawUsage')} />
        </Section>
      )}

      <Section title={t('content')}>
        {log.content ? (
          <div className="flex flex-col gap-3">
            <CodeBlock code={indented(log.content.request)} language="json" label={t('contentRequest')} />
            <CodeBlock code={indented(log.content.response)} language="json" label={t('contentResponse')} />
          </div>
        ) : (
          <p className="text-sm text-muted-foreground">{t('contentNotStored')}</p>
        )}
      </Section>
    </div>
  );
}

type FactProps = { label: string; mono?: boolean; className?: string; children: ReactNode };

function Fact({ label, mono, className, children }: FactProps) {
  return (
    <div className={cn('min-w-0', className)}>
      <dt className="text-xs text-muted-foreground">{label}</dt>
      <dd className={mono ? 'mt-0.5 font-mono text-xs leading-5 break-words' : 'mt-0.5 break-words'}>
        {children}
      </dd>
    </div>
  );
}

function Section({
  title,
  description,
  children,
}: {
  title: string;
  description?: string;
  children: ReactNode;
}) {
  return (
    <section>
      <h3 className="text-sm font-semibold tracking-tight">{title}</h3>
      {description && <p className="mt-0.5 text-xs text-muted-foreground">{description}</p>}
      <div className="mt-3">{children}</div>
    </section>
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
