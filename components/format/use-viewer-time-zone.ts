'use client';

/** The zone in which times are shown; a name of the IANA database. */
export function useViewerTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
