import { hash } from 'node:crypto';

const END_USER_BYTES = 16;

/** Where a limit is counted. */
export function limitPlace(ruleId: string): string {
  return `limit:${ruleId}`;
}

/**
 * Where a period of a budget is counted.
 * @param periodStartMs milliseconds since 1970
 * @param endUser whose part of it, where each end user has one. They are the client's to choose and may name people, so
 * only their hash is kept
 */
export function budgetPlace(ruleId: string, periodStartMs: number, endUser: string | null): string {
  const place = `budget:${ruleId}:${periodStartMs}`;
  if (endUser === null) return place;
  const digest = hash('sha256', endUser, 'buffer').subarray(0, END_USER_BYTES);
  return `${place}:${digest.toString('base64url')}`;
}
