'use client';

import { useFormatter } from 'next-intl';
import { formatDurationMs } from '@/components/format/duration';
import { formatNanoUsd } from '@/components/format/money';
import { useNumberFormats } from '@/components/format/use-number-formats';
import { decimalsOf } from './value-axis';

/** How a chart writes what it measures. */
export type ValueFormat = {
  /** One value, for the tooltip. */
  value: (value: number) => string;
  /** The labels of an axis, made together because they share unit and decimals. */
  ticks: (ticks: readonly number[]) => string[];
};

/** The formats of everything that charts measure: counts, dollars, and times in milliseconds. */
export function useValueFormats(): Record<'counts' | 'dollars' | 'durations', ValueFormat> {
  const format = useFormatter();
  const { whole, compact } = useNumberFormats();
  return {
    counts: { value: whole, ticks: (ticks) => ticks.map(compact) },
    dollars: {
      value: (dollars) => formatNanoUsd(BigInt(Math.round(dollars * 1e9))),
      ticks(ticks) {
        const decimals = decimalsOf(ticks);
        // Nobody writes tenths of a dollar without the cents.
        const digits = decimals === 0 ? 0 : Math.max(2, decimals);
        return ticks.map((dollars) =>
          format.number(dollars, {
            style: 'currency',
            currency: 'USD',
            currencyDisplay: 'narrowSymbol',
            minimumFractionDigits: dollars === 0 ? 0 : digits,
            maximumFractionDigits: dollars === 0 ? 0 : digits,
          }),
        );
      },
    },
    durations: {
      value: formatDurationMs,
      ticks(ticks) {
        const unit = (ticks.at(-1) ?? 0) < 1000 ? { name: 'ms', ms: 1 } : { name: 's', ms: 1000 };
        const decimals = decimalsOf(ticks.map((ms) => ms / unit.ms));
        return ticks.map((ms) => (ms === 0 ? '0' : `${(ms / unit.ms).toFixed(decimals)}\u00a0${unit.name}`));
      },
    },
  };
}
