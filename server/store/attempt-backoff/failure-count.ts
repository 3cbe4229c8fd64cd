import type { BackoffPolicy } from '../attempt-backoff.ts';

/** Failures in a row under one key, and when the last attempt began. */
export interface FailureCount {
  failures: number;
  lastMs: number;
}

/** What still counts at this moment. */
export function failuresAt(count: FailureCount | undefined, policy: BackoffPolicy, nowMs: number): number {
  return count === undefined || nowMs - count.lastMs >= policy.forgottenAfterMs ? 0 : count.failures;
}

/** How long the next attempt has to wait; 0: not at all. */
export function remainingPauseMs(
  count: FailureCount | undefined,
  policy: BackoffPolicy,
  nowMs: number,
): number {
  const failures = failuresAt(count, policy, nowMs);
  if (count === undefined || failures < policy.free) return 0;
  const pauseMs = Math.min(policy.longestPauseMs, policy.firstPauseMs * 2 ** (failures - policy.free));
  // A clock that was put back makes nobody wait longer.
  return Math.max(0, Math.ceil(Math.min(pauseMs, count.lastMs + pauseMs - nowMs)));
}
