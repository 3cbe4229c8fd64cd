import type { Meter } from '../../admission.ts';

/** A request of this process that was admitted and has not settled. */
export interface OpenRequest {
  tenantId: string;
  id: string;
  meters: readonly Meter[];
  /** Of each meter what the store has to be told when it settles. */
  marks: readonly string[];
  /** When its leases began, by this process's clock. */
  leasedAtMs: number;
  /** While the store is asked to renew them: it must not do so after it was told that the request has settled. */
  renewal?: Promise<unknown>;
}
