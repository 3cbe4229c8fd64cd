import { nanoUsdToNumber } from '../format/money.ts';
import type { UsageTotals } from './dimension';

/** What the page can show of usage, in the order in which it is offered. */
export const measures = ['cost', 'requests', 'tokens', 'failures', 'latency', 'firstByte'] as const;

export type Measure = (typeof measures)[number];

export function isMeasure(text: string): text is Measure {
  return measures.some((measure) => measure === text);
}

export const percentiles = ['p50', 'p95'] as const;

export type Percentile = (typeof percentiles)[number];

/** Whether the parts of a measure add up to the whole. Times do not. */
export function addsUp(measure: Measure): boolean {
  return measure !== 'latency' && measure !== 'firstByte';
}

/** A measure in dollars, counts or milliseconds; null where nothing was measured. */
export function amountOf(
  measure: Measure,
  totals: UsageTotals,
  percentile: Percentile = 'p50',
): number | null {
  switch (measure) {
    case 'cost':
      return nanoUsdToNumber(totals.costNanoUsd);
    case 'requests':
      return totals.requests;
    case 'tokens':
      return totals.inputTokens + totals.outputTokens;
    case 'failures':
      return totals.failures;
    case 'latency':
      return totals.latencyMs?.[percentile] ?? null;
    case 'firstByte':
      return totals.firstByteMs?.[percentile] ?? null;
  }
}

/** What the page opens with: never an empty chart where there were requests. */
export function openingMeasure(totals: UsageTotals): Measure {
  return BigInt(totals.costNanoUsd) > 0n ? 'cost' : 'requests';
}
