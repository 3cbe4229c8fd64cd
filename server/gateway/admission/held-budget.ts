import { budgetPlace } from '../../store/admission/places.ts';
import { budgetPeriod } from '../../store/budgets/budget-period.ts';
import { storedEndUser } from '../../store/budgets/stored-end-user.ts';
import type { ChargedBudget } from '../../store/ledger.ts';
import type { BudgetRule } from '../../store/rules.ts';

/** A budget that holds for a request, in the period that it came in. */
export interface HeldBudget {
  rule: BudgetRule;
  charged: ChargedBudget;
  /** Where it is counted. */
  place: string;
  /** Of the period, in milliseconds since 1970; null: it has no end. */
  endsAtMs: number | null;
}

/** Of the latest period, for budgets that all share. */
const latest = new WeakMap<BudgetRule, HeldBudget>();

/** @param endUser as it is recorded; null where the request names nobody */
export function heldBudget(rule: BudgetRule, nowMs: number, endUser: string | null): HeldBudget {
  const { startMs, endMs } = budgetPeriod(rule, nowMs);
  // As the ledger has them, so that both count the same people as one.
  const user = (rule.scope.perEndUser && endUser && storedEndUser(endUser)) || null;
  const found = latest.get(rule);
  if (found && user === null && found.charged.periodStartMs === startMs) return found;
  const held: HeldBudget = {
    rule,
    charged: { budgetId: rule.id, periodStartMs: startMs, endUser: user },
    place: budgetPlace(rule.id, startMs, user),
    endsAtMs: endMs,
  };
  if (user === null) latest.set(rule, held);
  return held;
}
