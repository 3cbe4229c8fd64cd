import type { Reading } from '../../store/admission.ts';
import type { Exchange } from '../exchange.ts';
import type { Ask } from './ask.ts';
import type { Taken } from './taken.ts';

/**
 * From now on the request holds what was taken for it, until it is settled.
 * @param taken null where there was nothing to take
 * @param readings of its limits, and what comes behind
 */
export function letIn(exchange: Exchange, ask: Ask, taken: Taken | null, readings: readonly Reading[]): void {
  const { rules, budgets, worst, outputCap } = ask;
  exchange.admitted = {
    rules,
    budgets,
    worst,
    outputCap,
    reservation: ask.reservation(),
    taken,
    ofChannel: null,
  };
  if (rules.limits.length > 0) exchange.standing = { limits: rules.limits, readings };
}
