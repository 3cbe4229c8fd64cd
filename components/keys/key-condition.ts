import type { ApiKey } from './api-key';

/** As server/services/keys/key-state.ts has it: an end that is nearer is told. */
const SOON_MS = 7 * 86_400_000;

/** What there is to say of a key at a moment. `replaced` still works, `ended` was replaced and does not any more. */
export type KeyCondition = 'active' | 'expiring' | 'replaced' | 'ended' | 'expired' | 'revoked';

export function conditionOf(
  { status, replacedBy, expiresAt }: Pick<ApiKey, 'status' | 'replacedBy' | 'expiresAt'>,
  now = Date.now(),
): KeyCondition {
  if (status === 'revoked') return 'revoked';
  if (status === 'expired') return replacedBy ? 'ended' : 'expired';
  if (replacedBy) return 'replaced';
  return expiresAt !== null && Date.parse(expiresAt) - now <= SOON_MS ? 'expiring' : 'active';
}

/** Whether programs are refused that use it. */
export function hasEnded({ status }: Pick<ApiKey, 'status'>): boolean {
  return status !== 'active';
}
