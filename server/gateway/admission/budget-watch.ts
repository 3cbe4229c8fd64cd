import { LRUCache } from 'lru-cache';
import type { Admission, Reading } from '../../store/admission.ts';
import type { BudgetSpending } from '../../store/budget-spending.ts';
import type { BudgetRule } from '../../store/rules.ts';
import type { HeldBudget } from './held-budget.ts';

/** How a period of a budget stood when this process last heard of it. */
interface Seen {
  /** As it was then: one that has changed is another object. */
  rule: BudgetRule;
  /** Nano-dollars that were neither spent nor reserved; negative where too much was. */
  left: number;
  spent: number;
  reserved: number;
  /** The next threshold, in nano-dollars, and its place in the rule's list; infinite behind the last. */
  nextNanoUsd: number;
  next: number;
}

/** Budgets that count per end user have many; of one that was forgotten the store is asked again. */
const MOST_SEEN = 20_000;

/**
 * What this process knows of budgets without asking: whether one is near its end, where requests are counted exactly,
 * and which thresholds were put down already.
 */
export class BudgetWatch {
  readonly #spending: BudgetSpending;
  readonly #seen = new LRUCache<string, Seen>({ max: MOST_SEEN });

  constructor(spending: BudgetSpending) {
    this.#spending = spending;
  }

  /** Nano-dollars that were left of a budget when it was last seen; undefined where it never was. */
  left({ place, rule }: HeldBudget): number | undefined {
    const seen = this.#seen.get(place);
    // Of a budget that has changed since, what was spent is still right.
    return seen && (seen.rule === rule ? seen.left : rule.nanoUsd - seen.spent - seen.reserved);
  }

  /** The store told how a budget stands. */
  note(tenantId: string, budget: HeldBudget, { spent, reserved = 0 }: Reading): void {
    // The store does not know the budget.
    if (spent === undefined) return;
    const { rule, place } = budget;
    let seen = this.#seen.get(place);
    if (seen?.rule !== rule) {
      seen = { rule, left: 0, spent, reserved, nextNanoUsd: 0, next: 0 };
      seen.nextNanoUsd = thresholdOf(rule, 0);
      this.#seen.set(place, seen);
    }
    seen.spent = spent;
    seen.reserved = reserved;
    seen.left = rule.nanoUsd - spent - reserved;
    if (spent >= seen.nextNanoUsd) this.#cross(tenantId, budget, seen);
  }

  /** @param readings in the order of the budgets */
  noteAll(tenantId: string, budgets: readonly HeldBudget[], readings: readonly Reading[]): void {
    for (const [index, budget] of budgets.entries()) {
      const reading = readings[index];
      if (reading) this.note(tenantId, budget, reading);
    }
  }

  /**
   * A request has settled. Where it may have been the one that crossed a threshold the store is asked: others spend too.
   * @param nanoUsd what it cost
   */
  settled(tenantId: string, budget: HeldBudget, nanoUsd: number, admission: Admission): void {
    const seen = this.#seen.get(budget.place);
    if (!seen || seen.spent + seen.reserved + nanoUsd < seen.nextNanoUsd) return;
    const { place, rule, endsAtMs } = budget;
    const asked = admission.read(tenantId, [
      { kind: 'budget', place, limit: rule.nanoUsd, amount: 0, endsAtMs },
    ]);
    const use = ([reading]: Reading[]) => reading && this.note(tenantId, budget, reading);
    // A store that is away tells it to the next request.
    if (asked instanceof Promise) asked.then(use, () => undefined);
    else use(asked);
  }

  #cross(tenantId: string, { charged, rule }: HeldBudget, seen: Seen): void {
    while (seen.spent >= seen.nextNanoUsd) {
      const threshold = rule.thresholds[seen.next];
      if (threshold !== undefined) {
        void this.#spending.noteThreshold({ ...charged, tenantId, threshold, spentNanoUsd: seen.spent });
      }
      seen.next++;
      seen.nextNanoUsd = thresholdOf(rule, seen.next);
    }
  }
}

const PERCENT = 100;

/** In nano-dollars; infinite where there is none. */
function thresholdOf({ thresholds, nanoUsd }: BudgetRule, index: number): number {
  const percent = thresholds[index];
  return percent === undefined ? Number.POSITIVE_INFINITY : Math.ceil((nanoUsd / PERCENT) * percent);
}
