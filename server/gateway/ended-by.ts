import { errorTable } from '../canonical/error-table.ts';
import type { Fault } from '../canonical/fault.ts';
import type { RequestEnding } from '../store/ledger.ts';

/** Who ended a request that failed while its client was still there. */
export function endedByOf(fault: Fault): RequestEnding {
  return errorTable[fault.code].owner === 'upstream' || fault.upstream !== undefined ? 'upstream' : 'gateway';
}
