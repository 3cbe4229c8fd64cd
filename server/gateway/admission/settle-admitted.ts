import type { Admission } from '../../store/admission.ts';
import type { UsageRecord } from '../../store/ledger.ts';
import type { Exchange } from '../exchange.ts';
import type { BudgetWatch } from './budget-watch.ts';
import { type Consumption, nothing } from './consumption.ts';
import { endpointMeasures } from './endpoint-measures.ts';
import type { HeldBudget } from './held-budget.ts';
import { settleTaken } from './taken.ts';

/**
 * Puts what a request has really taken in the place of what was taken for it. Waits for no store: what one cannot take
 * now it is told later. The second time for one request it does nothing.
 * @param record null where none could be made of it
 */
export type SettleAdmitted = (exchange: Exchange, record: UsageRecord | null) => void;

export function createSettleAdmitted(admission: Admission, watch: BudgetWatch): SettleAdmitted {
  return (exchange, record) => {
    const { admitted, caller } = exchange;
    if (!admitted || !caller) return;
    exchange.admitted = null;
    const actual = actualOf(exchange, record, admitted.worst);
    const { taken, ofChannel, budgets } = admitted;
    if (ofChannel) void settleTaken(ofChannel, actual);
    if (!taken) return;
    void settleTaken(taken, actual);
    const { id } = caller.tenant;
    for (const budget of budgets) {
      if (taken.admission !== admission) charge(admission, id, budget, actual.nanoUsd);
      watch.settled(id, budget, actual.nanoUsd, admission);
    }
  };
}

/** Of a request that was let in while the counters were away. Where they still are, the ledger has it when they are next seeded. */
function charge(admission: Admission, tenantId: string, { place }: HeldBudget, nanoUsd: number): void {
  const charged = admission.charge(tenantId, place, nanoUsd);
  if (charged instanceof Promise) charged.catch(() => undefined);
}

/** What is not known is not given back, unless no provider can have been at work. */
function actualOf(
  { route, attempts }: Exchange,
  record: UsageRecord | null,
  worst: Consumption,
): Consumption {
  if (!record) return attempts.length > 0 ? worst : { ...nothing, requests: 1 };
  const operation = route?.operation === 'count-tokens' ? 'count-tokens' : 'generate';
  return endpointMeasures[operation].actual(record);
}
