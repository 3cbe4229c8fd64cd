import type { Meter } from '../../store/admission.ts';
import type { LimitMeter } from '../../store/rules.ts';
import type { Consumption } from './consumption.ts';
import type { WorstCase } from './endpoint-measures.ts';
import type { HeldLimit } from './held-rules.ts';

/** What a meter counts. */
export type Measured = LimitMeter | 'money';

/** What is asked of a store in one step. */
export interface AskedMeters {
  tenantId: string;
  id: string;
  meters: Meter[];
  /** What each of the meters counts. */
  measured: Measured[];
}

/** The meter of a limit, and what a request takes of it at first. */
export function limitMeter({ rule, place, periodMs }: HeldLimit, worst: WorstCase): Meter {
  const limit = rule.amount;
  if (rule.meter === 'concurrency') return { kind: 'concurrency', place, limit, amount: 1 };
  return { kind: rule.algorithm, place, limit, periodMs, amount: likely(rule.meter, limit, worst) };
}

/**
 * An estimate is replaced by the truth, so that of the output no more is asked for than the limit holds at all: else
 * who always sends the same large bound would never be let in.
 */
function likely(meter: Exclude<LimitMeter, 'concurrency'>, limit: number, worst: WorstCase): number {
  const { likelyInputTokens, likelyOutputTokens } = worst;
  switch (meter) {
    case 'requests':
      return worst.requests;
    case 'input_tokens':
      return likelyInputTokens;
    case 'output_tokens':
      return Math.min(likelyOutputTokens, limit);
    case 'tokens':
      return likelyInputTokens + Math.min(likelyOutputTokens, Math.max(0, limit - likelyInputTokens));
  }
}

/** What was really used of a meter. */
export function actualOf(measured: Measured, { requests, inputTokens, outputTokens, nanoUsd }: Consumption) {
  switch (measured) {
    case 'requests':
      return requests;
    case 'tokens':
      return inputTokens + outputTokens;
    case 'input_tokens':
      return inputTokens;
    case 'output_tokens':
      return outputTokens;
    case 'concurrency':
      return 1;
    case 'money':
      return nanoUsd;
  }
}
