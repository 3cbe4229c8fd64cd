import { countAttempt } from '../access/attempt-limits.ts';
import type { Caller } from '../access/caller.ts';
import type { Operation } from './operation.ts';

/**
 * Counts one call against the limit an operation declares, by the caller's address or person.
 * @throws Fault rate_limited with the time to wait
 */
export async function countAgainstLimit(operation: Operation, caller: Caller): Promise<void> {
  const { rateLimit } = operation;
  if (!rateLimit) return;
  const who = rateLimit.per === 'person' && caller.person ? caller.person.id : caller.address;
  await countAttempt(`operation:${operation.name}:${who}`, rateLimit);
}
