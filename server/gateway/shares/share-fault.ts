import { Fault } from '../../canonical/fault.ts';
import type { Refusal } from './shared-room.ts';

/** Room comes and goes with requests, most of which are over in seconds. */
const RETRY_AFTER_MS = 1_000;

const holders = { tenant: 'tenant', key: 'API key', address: 'address' } as const;

/**
 * What a client is told that finds no room: 429 `share_exceeded` where it, or its tenant, takes too much of what all
 * share; 503 `unavailable` where this process has none left.
 * @param resource in the plural: what there is too much of
 * @param limit of all together, with its unit
 * @param code `upstream_busy` where another channel may have room
 */
export function shareFault(
  refusal: Refusal | 'address',
  resource: string,
  limit: string,
  code: 'share_exceeded' | 'upstream_busy' = 'share_exceeded',
): Fault {
  const options = { retryAfterMs: RETRY_AFTER_MS };
  if (refusal === 'everybody') {
    const message = `This instance has no room for more ${resource} (${limit}).`;
    return code === 'upstream_busy'
      ? new Fault(code, message, { ...options, status: 503 })
      : new Fault('unavailable', message, options);
  }
  return new Fault(
    code,
    `The ${holders[refusal]}'s ${resource} at the same time are more than its share of what this instance has (${limit}).`,
    options,
  );
}
