'use client';

import { useLocale } from 'next-intl';

const units = [
  { unit: 'year', seconds: 31_536_000 },
  { unit: 'month', seconds: 2_592_000 },
  { unit: 'day', seconds: 86_400 },
  { unit: 'hour', seconds: 3_600 },
  { unit: 'minute', seconds: 60 },
] as const;

/** How far a moment is from now, in the largest unit that fits: "3 hours ago", "in 5 days"; under a minute "now". */
export function formatRelative(value: Date | string, locale: string, now = Date.now()): string {
  const seconds = (new Date(value).getTime() - now) / 1000;
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const fitting = units.find((each) => Math.abs(seconds) >= each.seconds);
  return fitting
    ? format.format(Math.trunc(seconds / fitting.seconds), fitting.unit)
    : format.format(0, 'second');
}

/** The same, with the exact instant in its tooltip. */
export function RelativeTime({ value, className }: { value: Date | string; className?: string }) {
  const locale = useLocale();
  const date = new Date(value);
  return (
    <time
      dateTime={date.toISOString()}
      title={date.toISOString()}
      className={className}
      suppressHydrationWarning
    >
      {formatRelative(date, locale)}
    </time>
  );
}
