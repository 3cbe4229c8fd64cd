'use client';

import { useLocale } from 'next-intl';
import { useMemo } from 'react';
import type { LogFormats } from './log-cell';

/** Made once for all rows: making one takes longer than a row does. */
export function useLogFormats(): LogFormats {
  const locale = useLocale();
  return useMemo(
    () => ({
      clock: new Intl.DateTimeFormat(locale, {
        hour: '2-digit',
        minute: '2-digit',
        second: '2-digit',
        hourCycle: 'h23',
      }),
      day: new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric' }),
      whole: new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }),
    }),
    [locale],
  );
}
