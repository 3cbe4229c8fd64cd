'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Time } from '@/components/format/time';
import { useTenant } from '@/components/shell/session';
import { rowTriggerClasses } from '@/components/ui/row-trigger';
import type { AuditEvent } from './audit-event';
import { targetHref } from './target-href';
import { useSentence } from './use-sentence';

/** An event as a sentence. What it was done to leads there, and the rest of the row to its details. */
export function AuditRow({ event, onOpen }: { event: AuditEvent; onOpen: () => void }) {
  const t = useTranslations('audit');
  const tenant = useTenant();
  const sentence = useSentence();
  const href = targetHref(tenant, event);
  return (
    <li className="relative flex flex-wrap items-baseline gap-x-4 gap-y-0.5 px-4 py-2.5 text-sm hover:bg-muted/40">
      <button
        type="button"
        onClick={onOpen}
        className={`tabular shrink-0 text-left text-[13px] text-muted-foreground ${rowTriggerClasses}`}
      >
        <Time value={event.createdAt} to="clock" />
        <span className="sr-only"> {t('open', { sentence: sentence.plain(event) })}</span>
      </button>
      <p className="min-w-0 flex-1 basis-80 leading-relaxed wrap-anywhere">
        {sentence.rich(event, {
          who: (chunks) => <span className="font-medium">{chunks}</span>,
          what: (chunks) =>
            href ? (
              <Link href={href} className="link-thread relative z-10 font-medium">
                {chunks}
              </Link>
            ) : (
              <span className="font-medium">{chunks}</span>
            ),
        })}
      </p>
      {event.address && (
        <span className="tabular shrink-0 font-mono text-xs text-muted-foreground">{event.address}</span>
      )}
    </li>
  );
}
