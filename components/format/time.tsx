'use client';

import { useLocale } from 'next-intl';
import { TimeElement } from './time-element';
import { useChosenTimeZone } from './viewer-time-zone';

const styles = {
  date: { dateStyle: 'medium' },
  minute: { dateStyle: 'medium', timeStyle: 'short' },
  /** The moment itself, for records. */
  instant: { dateStyle: 'medium', timeStyle: 'long' },
  day: { month: 'short', day: 'numeric' },
  /** A moment not far from now. */
  near: { month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit' },
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
    <TimeElement value={date} className={className}>
      {new Intl.DateTimeFormat(locale, { ...styles[to], timeZone }).format(date)}
    </TimeElement>
  );
}
