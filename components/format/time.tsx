'use client';

import { useLocale } from 'next-intl';
import { useChosenTimeZone } from './viewer-time-zone';

const styles = {
  date: { dateStyle: 'medium' },
  minute: { dateStyle: 'medium', timeStyle: 'short' },
  /** The moment itself, for records. */
  instant: { dateStyle: 'medium', timeStyle: 'long' },
  day: { month: 'short', day: 'numeric' },
  clock: { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
  second: {
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  },
} satisfies Record<string, Intl.DateTimeFormatOptions>;

type TimeProps = {
  value: Date | string;
  /** How fine. */
  to?: keyof typeof styles;
  className?: string;
};

/** A moment in the reader's language and time zone; the exact instant is in its tooltip. */
export function Time({ value, to = 'minute', className }: TimeProps) {
  const locale = useLocale();
  const timeZone = useChosenTimeZone() ?? undefined;
  const date = new Date(value);
  return (
    <time
      dateTime={date.toISOString()}
      title={date.toISOString()}
      className={className}
      // The server does not know the reader's time zone.
      suppressHydrationWarning
    >
      {new Intl.DateTimeFormat(locale, { ...styles[to], timeZone }).format(date)}
    </time>
  );
}
