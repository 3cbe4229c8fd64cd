'use client';

import { useFormatter, useNow } from 'next-intl';
import { TimeElement } from './time-element';

const minuteMs = 60_000;

type RelativeTimeProps = { value: Date | string; className?: string };

/** How far a moment is from now: "3 hours ago", "in 5 days"; under a minute "now". It stays true while the page is open. */
export function RelativeTime({ value, className }: RelativeTimeProps) {
  const format = useFormatter();
  const now = useNow({ updateInterval: minuteMs });
  const date = new Date(value);
  const isNow = Math.abs(date.getTime() - now.getTime()) < minuteMs;
  return (
    <TimeElement value={date} className={className}>
      {format.relativeTime(isNow ? now : date, now)}
    </TimeElement>
  );
}
