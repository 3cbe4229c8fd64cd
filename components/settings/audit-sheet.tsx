'use client';

import { useTranslations } from 'next-intl';
import { Time } from '@/components/format/time';
import { CodeBlock } from '@/components/ui/code-block';
import { DetailSection, Fact, Facts } from '@/components/ui/facts';
import { IdLine } from '@/components/ui/id-line';
import { Sheet, SheetContent } from '@/components/ui/sheet';
import type { AuditEvent } from './audit-event';

/** Everything that is known of one change. */
export function AuditSheet({ event, onClose }: { event: AuditEvent | undefined; onClose: () => void }) {
  const t = useTranslations('settings.audit');
  return (
    <Sheet open={event !== undefined} onOpenChange={(open) => !open && onClose()}>
      {event && (
        <SheetContent
          title={<span className="font-mono text-[15px] wrap-anywhere">{event.operation}</span>}
          description={<IdLine id={event.id} label={t('eventId')} />}
        >
          <div className="flex flex-col gap-7">
            <Facts>
              <Fact label={t('actor')} className="col-span-full">
                {event.actorName}
                {event.actorId && (
                  <span className="block font-mono text-xs text-muted-foreground">{event.actorId}</span>
                )}
              </Fact>
              <Fact label={t('time')} className="col-span-full">
                <Time value={event.createdAt} to="instant" />
              </Fact>
              {event.targetId && (
                <Fact label={t('target')} mono className="col-span-full">
                  {event.targetId}
                </Fact>
              )}
            </Facts>
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
