import type { Reading } from '../../admission.ts';

/** What is missing in a bucket, that is what was taken and has not flowed back yet. */
export function bucketReading(used: number, limit: number, periodMs: number): Reading {
  return {
    remaining: Math.max(0, Math.floor(limit - used)),
    resetMs: limit > 0 ? Math.ceil((used * periodMs) / limit) : null,
  };
}

/** Until there is room for an amount where nobody else takes any. Null: never. */
export function bucketRetryMs(
  used: number,
  { limit, amount, periodMs }: { limit: number; amount: number; periodMs: number },
): number | null {
  if (amount > limit || limit <= 0) return null;
  return Math.max(1, Math.ceil(((used + amount - limit) * periodMs) / limit));
}
