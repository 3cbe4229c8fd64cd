'use client';

import { useFormatter } from 'next-intl';

/** Numbers as the reader's language writes them. For exact money see formatNanoUsd. */
export function useNumberFormats() {
  const format = useFormatter();
  return {
    /** "8,245" */
    whole: (value: number) => format.number(value, { maximumFractionDigits: 0 }),
    /** "8.2K" */
    compact: (value: number) => format.number(value, { notation: 'compact', maximumFractionDigits: 1 }),
    /** A share from 0 to 1: "68.9%" */
    percent: (share: number) => format.number(share, { style: 'percent', maximumFractionDigits: 1 }),
  };
}
