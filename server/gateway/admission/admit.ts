import type { ServingChannel } from '../../store/configuration.ts';
import type { Exchange } from '../exchange.ts';
import { Ask } from './ask.ts';
import { heldRules } from './held-rules.ts';
import { letIn } from './let-in.ts';
import { budgetNearEnd } from './near-the-end.ts';
import { type Counters, takeStepByStep } from './take-step-by-step.ts';

/**
 * Takes what a request needs of all limits and budgets that hold for it, in one step. Answers at once where no rule
 * holds, and where the counters are in this process and there is room. Throws, or rejects with, `rate_limited`,
 * `budget_exceeded`, and `unavailable` where the counters cannot be asked; then nothing was taken.
 */
export type Admit = (exchange: Exchange, channels: readonly ServingChannel[]) => void | Promise<void>;

export function createAdmit(counters: Counters): Admit {
  const { admission, watch } = counters;
  return (exchange, channels) => {
    const { caller, envelope } = exchange;
    const rules = caller && envelope && heldRules(caller, envelope.model);
    if (!rules) return;
    const ask = new Ask(exchange, caller, rules, channels);
    if (rules.limits.length === 0 && ask.budgets.length === 0) return letIn(exchange, ask, null, []);
    if (budgetNearEnd(ask, watch)) return takeStepByStep(exchange, ask, counters, null);
    const asked = ask.everything();
    const answer = admission.take(asked);
    if (answer instanceof Promise || answer.outcome !== 'admitted') {
      return takeStepByStep(exchange, ask, counters, { asked, answer });
    }
    watch.noteAll(ask.tenantId, ask.budgets, answer.readings.slice(rules.limits.length));
    letIn(exchange, ask, { admission, asked }, answer.readings);
  };
}
