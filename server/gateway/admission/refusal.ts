import type { Fault } from '../../canonical/fault.ts';
import type { RefusedAnswer } from './answers.ts';
import type { Ask } from './ask.ts';
import { budgetFault } from './budget-fault.ts';
import { holderOf } from './holder.ts';
import { limitFault } from './limit-fault.ts';
import type { AskedMeters } from './meters.ts';

/** What a client is told whose request was refused: of a budget first, as waiting is of no use there; else of the limit that frees last. */
export function refusalOf(
  { rules, budgets, caller, worst }: Ask,
  { meters }: AskedMeters,
  { refused, readings, retryAfterMs }: RefusedAnswer,
): Fault {
  for (const index of refused) {
    const budget = budgets[index - rules.limits.length];
    if (!budget) continue;
    const holder = holderOf(budget.rule.scope, caller);
    return budgetFault(budget.rule, holder, readings[index], worst.nanoUsd, budget.endsAtMs);
  }
  let last = refused[0] ?? 0;
  for (const index of refused) {
    if ((readings[index]?.resetMs ?? 0) > (readings[last]?.resetMs ?? 0)) last = index;
  }
  const limit = rules.limits[last];
  const meter = meters[last];
  if (!limit || !meter) throw new Error('a store refused a meter that it was not asked for');
  return limitFault(limit.rule, holderOf(limit.rule.scope, caller), meter, readings[last], retryAfterMs);
}
