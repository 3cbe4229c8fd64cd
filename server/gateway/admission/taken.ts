import type { Admission } from '../../store/admission.ts';
import type { Consumption } from './consumption.ts';
import { type AskedMeters, actualOf } from './meters.ts';

/** What was taken in one step, and of which store. */
export interface Taken {
  admission: Admission;
  asked: AskedMeters;
}

/** Puts what was really used in the place of what was taken. */
export function settleTaken({ admission, asked }: Taken, actual: Consumption): void | Promise<void> {
  const { tenantId, id, meters, measured } = asked;
  return admission.settle({
    tenantId,
    id,
    meters,
    actual: measured.map((counted) => actualOf(counted, actual)),
  });
}
