'use client';

import { useTranslations } from 'next-intl';
import { lazy, Suspense } from 'react';
import { useMay } from '@/components/shell/session';
import { Badge } from '@/components/ui/badge';
import { cn } from '@/components/ui/class-names';
import { CodeBlock } from '@/components/ui/code-block';
import { DetailSection } from '@/components/ui/facts';
import { Skeleton } from '@/components/ui/skeleton';
import { isTokenCount } from '../is-token-count';
import { AttemptTimeline } from './attempt-timeline';
import { FailureNote } from './failure-note';
import { LedgerAccount } from './ledger-account';
import type { LogDetail } from './log-detail';
import { Receipt } from './receipt';
import { RequestFacts } from './request-facts';

const ConversationPanel = lazy(() =>
  import('../conversation/conversation-panel').then(({ ConversationPanel }) => ({
    default: ConversationPanel,
  })),
);

type LogDetailsProps = {
  log: LogDetail;
  /** There is room for what was said beside what is known of it. */
  wide: boolean;
};

/** Everything about one request, from what went wrong to what was said. */
export function LogDetails({ log, wide }: LogDetailsProps) {
  const t = useTranslations('logs');
  const mayStore = useMay('tenant:write');
  const columns = wide && log.content !== null;
  const isCount = isTokenCount(log.endpoint);
  return (
    <div className={cn('grid grid-cols-[minmax(0,1fr)] gap-x-10 gap-y-7', columns && 'lg:grid-cols-2')}>
      <div className="flex min-w-0 flex-col gap-7">
        {log.errorCode !== null && <FailureNote log={log} code={log.errorCode} />}
        <RequestFacts log={log} />
        <DetailSection title={t('attempts')}>
          <AttemptTimeline log={log} />
        </DetailSection>
        {!isCount && (
          <DetailSection title={t('receipt')}>
            <Receipt receipt={log.receipt} />
            <LedgerAccount id={log.id} ledger={log.ledger} />
          </DetailSection>
        )}
        {columns && <Extras log={log} />}
      </div>
      <div className="flex min-w-0 flex-col gap-7">
        {!isCount && (
          <DetailSection title={t('content')}>
            {log.content ? (
              <Suspense fallback={<Skeleton className="h-40" />}>
                <ConversationPanel log={log} content={log.content} />
              </Suspense>
            ) : (
              <p className="text-sm text-muted-foreground">
                {t(mayStore ? 'contentNotStored' : 'contentNotStoredForMembers')}
              </p>
            )}
          </DetailSection>
        )}
        {!columns && <Extras log={log} />}
      </div>
    </div>
  );
}

/** What few look for: what was lost in translation, and the provider's own count. */
function Extras({ log }: { log: LogDetail }) {
  const t = useTranslations('logs');
  return (
    <>
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
    </>
  );
}
