import type { Transaction } from '../../platform/db/prisma.ts';

/**
 * Locks a person's membership until the transaction ends. Who makes a key for them shares the lock; who changes or
 * ends the membership has it alone, and so sees every key that was made.
 * @returns the role they have at this moment; null when they are no member any more
 */
export async function lockMembership(
  transaction: Transaction,
  personId: string,
  mode: 'shared' | 'alone',
): Promise<string | null> {
  const rows =
    mode === 'alone'
      ? await transaction.$queryRaw<{ role: string }[]>`
          select role from memberships where user_id = ${personId}::uuid for update`
      : await transaction.$queryRaw<{ role: string }[]>`
          select role from memberships where user_id = ${personId}::uuid for share`;
  return rows[0]?.role ?? null;
}
