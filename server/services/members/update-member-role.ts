import { z } from 'zod';
import { roles } from '../../access/permissions.ts';
import { id, role } from '../fields.ts';
import { found } from '../found.ts';
import { defineOperation } from '../operation.ts';
import { assertOwnerRemains } from './assert-owner-remains.ts';
import { assertTeamsExist } from './assert-teams-exist.ts';
import { endPlaygroundKeys } from './end-playground-keys.ts';
import { memberOutput, teamIds } from './member.ts';
import { readMembers } from './read-members.ts';

export const updateMemberRole = defineOperation({
  name: 'members.updateRole',
  kind: 'mutation',
  scope: 'tenant',
  permission: 'members:write',
  summary: 'Changes a member’s role and, where given, the teams the member belongs to.',
  rest: { method: 'PATCH', path: '/members/{id}' },
  input: z.object({ id, role: role.optional(), teamIds: teamIds.optional() }),
  output: memberOutput,
  run: async ({ transaction, tenant }, { id, role, teamIds }) => {
    const [member] = await readMembers(transaction, id);
    found(member, 'member');
    if (role === 'member') await assertOwnerRemains(transaction, tenant.id, id);
    if (role) {
      await transaction.membership.update({
        where: { tenantId_userId: { tenantId: tenant.id, userId: id } },
        data: { role },
      });
    }
    if (teamIds) {
      await assertTeamsExist(transaction, teamIds);
      await transaction.teamMembership.deleteMany({ where: { tenantId: tenant.id, userId: id } });
      await transaction.teamMembership.createMany({
        data: [...new Set(teamIds)].map((teamId) => ({ tenantId: tenant.id, teamId, userId: id })),
      });
    }
    const [row] = await readMembers(transaction, id);
    const changed = found(row, 'member');
    if (roles[changed.role].reach === 'own-teams') {
      await endPlaygroundKeys(
        transaction,
        id,
        changed.teams.map((team) => team.id),
      );
    }
    return changed;
  },
});
