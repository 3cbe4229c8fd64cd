/**
 * Counts what requests take of limits and budgets, for all processes that share a store. The clock is the store's.
 * Counters belong to a tenant; a `place` names one of them.
 */
export interface Admission {
  /**
   * Takes from all meters in one step, or from none. Answers at once where the store is in this process, so check for a
   * promise before awaiting on the hot path. Rejects with {@link AdmissionAway}, soon, where the store cannot be asked.
   */
  take(ask: AdmissionAsk): AdmissionAnswer | Promise<AdmissionAnswer>;
  /**
   * Puts the truth in the place of what was taken: places are given back, windows and buckets corrected, reservations
   * released and what was spent added. The second time for one id it changes nothing. Never rejects: what the store
   * cannot take now is brought in later.
   */
  settle(settlement: AdmissionSettlement): void | Promise<void>;
  /** What a budget that the store answered `unknown` for has spent so far, from the ledger. Changes nothing where it is known by now. */
  seed(tenantId: string, place: string, spent: number, endsAtMs: number | null): void | Promise<void>;
  /** Adds to what a budget has spent, where it is known: a record came of which nobody here knew. */
  charge(tenantId: string, place: string, amount: number): void | Promise<void>;
  /** How the meters stand; takes nothing. */
  read(tenantId: string, meters: readonly Meter[]): Reading[] | Promise<Reading[]>;
  close(): Promise<void>;
}

/** What one request needs. */
export interface AdmissionAsk {
  tenantId: string;
  /** UUID of the request, with a suffix where it asks more than once. */
  id: string;
  meters: readonly Meter[];
}

/** One counter, and what is to be taken of it. Amounts are safe integers from 0 on. */
export type Meter =
  /** No more than `limit` in any `periodMs`. */
  | { kind: 'window'; place: string; limit: number; periodMs: number; amount: number }
  /** Holds `limit` at most, and fills from empty to full in `periodMs`. */
  | { kind: 'bucket'; place: string; limit: number; periodMs: number; amount: number }
  /** Held until settled; a process that dies gives it back when its lease ends. */
  | { kind: 'concurrency'; place: string; limit: number; amount: 1 }
  /** Reserved until settled. `limit` null: counts, and never refuses. Kept until `endsAtMs` of the store's clock; null: for good. */
  | { kind: 'budget'; place: string; limit: number | null; amount: number; endsAtMs: number | null };

export type AdmissionAnswer =
  /** Readings are in the order of the meters, after this request. */
  | { outcome: 'admitted'; readings: Reading[] }
  /** Nothing was taken; `refused` are the indexes of the meters that have no room, readings without this request. */
  | { outcome: 'refused'; refused: number[]; readings: Reading[]; retryAfterMs: number | null }
  /** Nothing was taken: what these budgets have spent has to be seeded first. */
  | { outcome: 'unknown'; unknown: number[] };

export interface Reading {
  /** Tokens, requests, places or nano-dollars that are left; reservations are not. */
  remaining: number;
  /** Until the meter is as good as untouched; for a budget until its period ends. Null: never. */
  resetMs: number | null;
  /** Of budgets. */
  spent?: number;
  reserved?: number;
}

export interface AdmissionSettlement {
  tenantId: string;
  id: string;
  meters: readonly Meter[];
  /** What was really used of each, in the order of the meters; of `concurrency` any. */
  actual: readonly number[];
}

/** The store could not be asked in time. */
export class AdmissionAway extends Error {
  override readonly name = 'AdmissionAway';
}
