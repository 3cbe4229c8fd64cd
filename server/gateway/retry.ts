import { type ErrorCode, errorTable, type FailureOwner } from '../canonical/error-table.ts';
import type { Fault } from '../canonical/fault.ts';
import type { RetryPolicy } from './settings.ts';

/** What to do after an attempt failed. */
export type NextStep =
  /** The same channel may do better later, another one now. */
  | 'retry'
  /** Only another channel may do better: this one is set up wrongly. */
  | 'failover'
  /** Nobody will do better: the request itself is at fault, or nobody waits any more. */
  | 'give-up';

/** Statuses that ask for another attempt whatever the error in the body says: request timeout and conflict. */
const retriedStatuses: ReadonlySet<number> = new Set([408, 409]);

export function nextStep(fault: Fault): NextStep {
  if (fault.code === 'client_closed') return 'give-up';
  if (retriedStatuses.has(fault.upstream?.status ?? 0)) return 'retry';
  // Another try here would cost the tenant the tokens once more: for an answer that cannot be read, as little as
  // before, and where our own clock ran out, the client as long again.
  if (fault.code === 'upstream_malformed') return 'failover';
  // A limit of the channel: another one may have room, and waiting is the client's to decide.
  if (fault.code === 'rate_limited') return 'failover';
  // Nor is there more room for the answer, or for what is sent, at another channel.
  if (fault.code === 'share_exceeded' || fault.code === 'unavailable') return 'give-up';
  if (fault.code === 'upstream_timeout' && fault.upstream === undefined) return 'failover';
  const { owner } = errorTable[fault.code];
  if (owner === 'configuration' || fault.code === 'unsupported_by_target') return 'failover';
  return fault.retryable ? 'retry' : 'give-up';
}

/** Said by Heddle before anything went out to a provider: no room, a limit of the channel's, another format. */
const saidBefore: ReadonlySet<ErrorCode> = new Set([
  'rate_limited',
  'upstream_busy',
  'unsupported_by_target',
]);

/** Whether an attempt went out and tells that the channel fares badly, not the request, its client or Heddle. */
export function isChannelsFailure(fault: Fault): boolean {
  return !saidBefore.has(fault.code) && nextStep(fault) !== 'give-up';
}

/**
 * Pause before a round of attempts: doubles each time, and half of it is random, so that clients who failed
 * together do not come back together.
 * @param round 2 for the first repetition
 * @param random from 0 up to, not including, 1
 */
export function backoffMs(policy: RetryPolicy, round: number, random: number): number {
  const full = Math.min(policy.maxDelayMs, policy.baseDelayMs * 2 ** (round - 2));
  return full / 2 + (full / 2) * random;
}

/** The lower, the more it tells the client what to do. */
const tellingRank: Record<FailureOwner, number> = {
  client: 0,
  capacity: 1,
  upstream: 2,
  platform: 3,
  configuration: 4,
};

/** Of all that went wrong, what the client should hear: what it can act on first, then the latest. */
export function mostTelling(faults: readonly Fault[]): Fault | undefined {
  let best: Fault | undefined;
  for (const fault of faults) {
    if (!best || tellingRank[errorTable[fault.code].owner] <= tellingRank[errorTable[best.code].owner]) {
      best = fault;
    }
  }
  return best;
}
