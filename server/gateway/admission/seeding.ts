import { type Admission, AdmissionAway } from '../../store/admission.ts';
import type { BudgetSpending } from '../../store/budget-spending.ts';
import type { BudgetWatch } from './budget-watch.ts';
import type { HeldBudget } from './held-budget.ts';

/** Tells the counters what budgets they do not know have spent, by the ledger. */
export class Seeding {
  readonly #admission: Admission;
  readonly #spending: BudgetSpending;
  readonly #watch: BudgetWatch;
  /** By place: requests that come together ask once. */
  readonly #underWay = new Map<string, Promise<void>>();

  constructor(admission: Admission, spending: BudgetSpending, watch: BudgetWatch) {
    this.#admission = admission;
    this.#spending = spending;
    this.#watch = watch;
  }

  /** Rejects with AdmissionAway where the ledger or the counters cannot be asked. */
  async seed(tenantId: string, budgets: readonly HeldBudget[]): Promise<void> {
    const missing = budgets.filter(({ place }) => !this.#underWay.has(place));
    if (missing.length > 0) {
      const seeded = this.#seed(tenantId, missing).finally(() => {
        for (const { place } of missing) this.#underWay.delete(place);
      });
      for (const { place } of missing) this.#underWay.set(place, seeded);
    }
    await Promise.all(budgets.map(({ place }) => this.#underWay.get(place)));
  }

  async #seed(tenantId: string, budgets: readonly HeldBudget[]): Promise<void> {
    const spent = await this.#spending
      .spent(
        tenantId,
        budgets.map(({ charged }) => charged),
      )
      .catch((cause: unknown) => {
        throw new AdmissionAway('what budgets have spent cannot be read', { cause });
      });
    for (const [index, budget] of budgets.entries()) {
      const amount = spent[index] ?? 0;
      await this.#admission.seed(tenantId, budget.place, amount, budget.endsAtMs);
      this.#watch.note(tenantId, budget, { remaining: 0, resetMs: null, spent: amount, reserved: 0 });
    }
  }
}
