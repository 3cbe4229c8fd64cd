'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useViewerTimeZone } from '@/components/format/use-viewer-time-zone';
import { dayOf } from './day';

const dayMs = 24 * 60 * 60 * 1000;

/** A day above what happened on it; the last two by name. */
export function DayHeading({ id, day }: { id: string; day: string }) {
  const t = useTranslations('audit');
  const locale = useLocale();
  const timeZone = useViewerTimeZone();
  const now = Date.now();
  // A day has no zone of its own: noon in UTC is that day in the calendar of UTC.
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone: 'UTC' }).format(
    new Date(`${day}T12:00:00Z`),
  );
  const name =
    day === dayOf(new Date(now), timeZone)
      ? t('today')
      : day === dayOf(new Date(now - dayMs), timeZone)
        ? t('yesterday')
        : undefined;
  return (
    <h3 id={id} className="mb-2 flex items-baseline gap-2 text-[13px] font-semibold tracking-tight">
      {name ?? date}
      {name && <span className="font-normal text-muted-foreground">{date}</span>}
    </h3>
  );
}
