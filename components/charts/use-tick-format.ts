'use client';

import { useLocale } from 'next-intl';
import { useViewerTimeZone } from '@/components/format/use-viewer-time-zone';
import type { Bucket } from './time-axis';

const tickStyles: Record<Bucket, Intl.DateTimeFormatOptions> = {
  minute: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  hour: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  day: { month: 'short', day: 'numeric' },
};

const fullStyles: Record<Bucket, Intl.DateTimeFormatOptions> = {
  minute: { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  hour: { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  day: { weekday: 'short', month: 'long', day: 'numeric' },
};

/** Names of moments for a time axis and for its tooltip, in the reader's language and time zone. */
export function useTickFormat(bucket: Bucket): {
  timeZone: string;
  tick: (time: string) => string;
  full: (time: string) => string;
} {
  const locale = useLocale();
  const timeZone = useViewerTimeZone();
  const tickFormat = new Intl.DateTimeFormat(locale, { ...tickStyles[bucket], timeZone });
  const fullFormat = new Intl.DateTimeFormat(locale, { ...fullStyles[bucket], timeZone });
  return {
    timeZone,
    tick: (time) => tickFormat.format(new Date(time)),
    full: (time) => fullFormat.format(new Date(time)),
  };
}
