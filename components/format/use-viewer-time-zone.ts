'use client';

import { useChosenTimeZone } from './viewer-time-zone';

/** The zone in which times are shown: the one the person chose, else the browser's; a name of the IANA database. */
export function useViewerTimeZone(): string {
  return useChosenTimeZone() ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
}
