'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Time } from '@/components/format/time';
import { useTenant } from '@/components/shell/session';
import { CodeBlock } from '@/components/ui/code-block';
import { DetailSection, Fact, Facts } from '@/components/ui/facts';
import { IdLine } from '@/components/ui/id-line';
import { Sheet, SheetContent } from '@/components/ui/sheet';
import type { AuditEvent } from './audit-event';
import { targetHref } from './target-href';
import { useActorName } from './use-actor-name';
import { useSentence } from './use-sentence';

/** Everything that is known of one change. */
export function AuditSheet({ event, onClose }: { event: AuditEvent | undefined; onClose: () => void }) {
  const t = useTranslations('audit');
  const sentence = useSentence();
  return (
    <Sheet open={event !== undefined} onOpenChange={(open) => !open && onClose()}>
      {event && (
        <SheetContent
          title={<span className="wrap-anywhere">{sentence.plain(event)}</span>}
          description={<IdLine id={event.id} label={t('eventId')} />}
        >
          <div className="flex flex-col gap-7">
            <EventFacts event={event} />
            <DetailSection title={t('details')} description={t('detailsDescription')}>
              <CodeBlock
                code={JSON.stringify(event.details, null, 2)}
                language="json"
                wrap
                label={t('details')}
              />
            </DetailSection>
          </div>
        </SheetContent>
      )}
    </Sheet>
  );
}

function EventFacts({ event }: { event: AuditEvent }) {
  const t = useTranslations('audit');
  const tenant = useTenant();
  const actorName = useActorName();
  const name = actorName(event);
  const href = targetHref(tenant, event);
  const program: unknown = Object(event.details).userAgent;
  return (
    <Facts>
      <Fact label={t('who')} className="col-span-full">
        {name}
        {event.actorType === 'user' && name !== event.actorName && (
          <span className="block text-[13px] text-muted-foreground">{event.actorName}</span>
        )}
        {event.actorId && (
          <span className="block font-mono text-xs text-muted-foreground">{event.actorId}</span>
        )}
      </Fact>
      <Fact label={t('when')} className="col-span-full">
        <Time value={event.createdAt} to="instant" />
      </Fact>
      {event.targetId && (
        <Fact label={t('what')} className="col-span-full">
          {event.targetName}
          {href && (
            <Link href={href} className="link-thread ml-2 text-[13px]">
              {t('goThere')}
            </Link>
          )}
          <span className="block font-mono text-xs text-muted-foreground">{event.targetId}</span>
        </Fact>
      )}
      {event.address && (
        <Fact label={t('where')} mono>
          {event.address}
        </Fact>
      )}
      <Fact label={t('operation')} mono className="sm:col-span-2">
        {event.operation}
      </Fact>
      {typeof program === 'string' && (
        <Fact label={t('program')} className="col-span-full">
          {program}
        </Fact>
      )}
    </Facts>
  );
}
