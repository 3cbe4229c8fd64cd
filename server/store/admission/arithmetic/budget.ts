import type { Reading } from '../../admission.ts';

/** Reservations are the most that requests can cost: nearly always some of it comes back, nobody knows when. */
const RESERVED_RETRY_MS = 1_000;

/** @param spent undefined: the store does not know the budget */
export function budgetReading(
  spent: number | undefined,
  reserved: number,
  { limit, endsAtMs }: { limit: number | null; endsAtMs: number | null },
  nowMs: number,
): Reading {
  const left = limit === null ? Number.MAX_SAFE_INTEGER : limit - (spent ?? 0) - reserved;
  return {
    remaining: Math.max(0, left),
    resetMs: endsAtMs === null ? null : Math.max(0, Math.ceil(endsAtMs - nowMs)),
    spent,
    reserved,
  };
}

/** Until there may be room for an amount. Null: not in this budget's life. */
export function budgetRetryMs(
  spent: number,
  { limit, amount, endsAtMs }: { limit: number | null; amount: number; endsAtMs: number | null },
  nowMs: number,
): number | null {
  if (limit === null || spent + amount <= limit) return RESERVED_RETRY_MS;
  return endsAtMs === null ? null : Math.max(1, Math.ceil(endsAtMs - nowMs));
}
