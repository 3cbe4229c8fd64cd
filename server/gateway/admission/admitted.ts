import type { Reading } from '../../store/admission.ts';
import type { Reservation } from '../../store/ledger.ts';
import type { WorstCase } from './endpoint-measures.ts';
import type { HeldBudget } from './held-budget.ts';
import type { HeldLimit, HeldRules } from './held-rules.ts';
import type { Taken } from './taken.ts';

/** A request that rules hold for, and what was taken for it. */
export interface Admitted {
  rules: HeldRules;
  budgets: readonly HeldBudget[];
  worst: WorstCase;
  reservation: Reservation | null;
  /** Output tokens of each choice that it is capped to; null where it is not. */
  outputCap: number | null;
  /** Null where only limits of channels hold. */
  taken: Taken | null;
  /** Of the limits of the channel that is asked. */
  ofChannel: Taken | null;
}

/** How the limits of a request stood when it was let in, or refused; in the same order. */
export interface Standing {
  limits: readonly HeldLimit[];
  readings: readonly Reading[];
}
