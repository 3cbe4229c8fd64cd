import { Fault } from '../../canonical/fault.ts';
import type { Transaction } from '../../platform/db/prisma.ts';

/**
 * Refuses to take the tenant’s last owner away. Locks the owners until the transaction ends, so that two
 * owners cannot remove each other at the same moment.
 * @param userId Who is about to stop being an owner
 * @throws Fault conflict
 */
export async function assertOwnerRemains(
  transaction: Transaction,
  tenantId: string,
  userId: string,
): Promise<void> {
  const owners = await transaction.$queryRaw<{ user_id: string }[]>`
    select user_id from memberships where tenant_id = ${tenantId}::uuid and role = 'owner' order by user_id for update`;
  if (owners.every((owner) => owner.user_id === userId)) {
    throw new Fault('conflict', 'The tenant needs at least one owner. Make somebody else an owner first.', {
      path: 'id',
    });
  }
}
