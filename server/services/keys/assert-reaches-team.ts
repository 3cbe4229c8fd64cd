import { isRole, roles } from '../../access/permissions.ts';
import { found } from '../found.ts';
import { lockMembership } from '../members/lock-membership.ts';
import type { TenantContext } from '../operation.ts';

/**
 * Lets the actor make a key for a team they reach, and holds off whoever is about to take them out of it until the
 * key is there to be asked for.
 * @throws Fault not_found
 */
export async function assertReachesTeam(
  { transaction, actor }: TenantContext,
  teamId: string,
): Promise<void> {
  found(await transaction.team.findUnique({ where: { id: teamId } }), 'team', 'teamId');
  const role = found(await lockMembership(transaction, actor.id, 'shared'), 'tenant', 'tenant');
  if (isRole(role) && roles[role].reach === 'tenant') return;
  const membership = await transaction.teamMembership.findUnique({
    where: { teamId_userId: { teamId, userId: actor.id } },
  });
  found(membership, 'team', 'teamId');
}
