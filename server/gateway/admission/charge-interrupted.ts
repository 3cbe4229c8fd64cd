import { budgetPlace } from '../../store/admission/places.ts';
import type { Admission } from '../../store/admission.ts';
import type { UsageRecord } from '../../store/ledger.ts';

/** Makes what tells the counters of the requests of a process that died: what each cost is charged to its budgets once. */
export function chargeInterrupted(admission: Admission): (record: UsageRecord) => void {
  return ({ tenantId, reservation, costNanoUsd }) => {
    for (const { budgetId, periodStartMs, endUser } of reservation?.budgets ?? []) {
      const place = budgetPlace(budgetId, periodStartMs, endUser);
      const charged = admission.charge(tenantId, place, Number(costNanoUsd));
      if (charged instanceof Promise) charged.catch(() => undefined);
    }
  };
}
