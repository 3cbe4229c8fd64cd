import { z } from 'zod';
import { Fault } from '../../canonical/fault.ts';
import type { Prisma } from '../../platform/db/prisma.ts';
import { activeKeys } from '../keys/active-keys.ts';
import type { TenantContext } from '../operation.ts';

const DAY_MS = 86_400_000;
const MOST_DAYS = 365;
/** More are not named one by one in the audit log. */
const MOST_NOTED = 200;

/** What becomes of the active API keys that a person made and leaves behind. Has to be said where there are any. */
export const leaverKeysInput = {
  /** `revoke` ends them at once. With the others they are from now on keys of whoever removes the person. */
  keys: z.enum(['keep', 'revoke', 'expire']).optional(),
  keysExpireInDays: z.int().min(1).max(MOST_DAYS).optional(),
};

interface LeaverKeysChoice {
  keys?: 'keep' | 'revoke' | 'expire' | undefined;
  keysExpireInDays?: number | undefined;
}

/**
 * Does what was chosen with the active keys a person made and leaves behind.
 * @param where which of the person's keys those are; all of them when absent
 * @throws Fault invalid_request when there are some and nothing was chosen, or days and choice do not go together
 */
export async function settleLeaverKeys(
  { transaction, actor, noteInAudit }: TenantContext,
  personId: string,
  { keys: choice, keysExpireInDays: days }: LeaverKeysChoice,
  where: Prisma.ApiKeyWhereInput = {},
): Promise<void> {
  assertDays(choice, days);
  const now = new Date();
  const left = await transaction.apiKey.findMany({
    where: { AND: [where, activeKeys(now)], createdById: personId },
    select: { id: true },
  });
  if (left.length === 0) return;
  if (choice === undefined) {
    const count = left.length === 1 ? 'an active API key' : `${left.length} active API keys`;
    throw new Fault('invalid_request', `keys: expected keep, revoke or expire, for ${count} left behind`, {
      path: 'keys',
    });
  }
  const keyIds = left.map(({ id }) => id);
  noteInAudit(
    keyIds.length <= MOST_NOTED
      ? { keyIds }
      : { keyIds: keyIds.slice(0, MOST_NOTED), keyCount: keyIds.length },
  );
  const these = { id: { in: keyIds } };
  if (choice === 'revoke') {
    await transaction.apiKey.updateMany({ where: these, data: { revokedAt: now } });
    return;
  }
  // Whoever removes themselves is not there to look after them.
  const createdById = actor.id === personId ? null : actor.id;
  await transaction.apiKey.updateMany({ where: these, data: { createdById } });
  if (days === undefined) return;
  const expiresAt = new Date(now.getTime() + days * DAY_MS);
  // None lives longer for it.
  const longer = { OR: [{ expiresAt: null }, { expiresAt: { gt: expiresAt } }] };
  await transaction.apiKey.updateMany({ where: { ...these, ...longer }, data: { expiresAt } });
}

function assertDays(choice: LeaverKeysChoice['keys'], days: number | undefined): void {
  if ((choice === 'expire') === (days !== undefined)) return;
  const expected = choice === 'expire' ? 'expected a number of days' : 'expected only with keys: expire';
  throw new Fault('invalid_request', `keysExpireInDays: ${expected}`, { path: 'keysExpireInDays' });
}
