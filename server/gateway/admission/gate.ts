import { MemoryAdmission } from '../../store/admission/memory/memory-admission.ts';
import type { Admission } from '../../store/admission.ts';
import type { BudgetSpending } from '../../store/budget-spending.ts';
import { type Admit, createAdmit } from './admit.ts';
import { BudgetWatch } from './budget-watch.ts';
import { type ChannelRoom, createChannelRoom } from './channel-room.ts';
import { CountingLine } from './counting-line.ts';
import { Seeding } from './seeding.ts';
import { createSettleAdmitted, type SettleAdmitted } from './settle-admitted.ts';

/** Limits and budgets in the way of a request. */
export interface AdmissionGate {
  admit: Admit;
  channels: ChannelRoom;
  settle: SettleAdmitted;
}

/** @param budgets what they have spent by the ledger */
export function createAdmissionGate(admission: Admission, budgets: BudgetSpending): AdmissionGate {
  const watch = new BudgetWatch(budgets);
  const seeding = new Seeding(admission, budgets, watch);
  const counters = {
    admission,
    alone: new MemoryAdmission(),
    watch,
    seeding,
    line: new CountingLine(watch),
  };
  return {
    admit: createAdmit(counters),
    channels: createChannelRoom(counters),
    settle: createSettleAdmitted(admission, watch),
  };
}
