import { z } from 'zod';
import { roles } from '../../access/permissions.ts';
import type { Prisma } from '../../platform/db/prisma.ts';
import { id, role } from '../fields.ts';
import { found } from '../found.ts';
import { defineOperation } from '../operation.ts';
import { assertOwnerRemains } from './assert-owner-remains.ts';
import { assertTeamsExist } from './assert-teams-exist.ts';
import { endPlaygroundKeys } from './end-playground-keys.ts';
import { leaverKeysInput, settleLeaverKeys } from './leaver-keys.ts';
import { lockMembership } from './lock-membership.ts';
import { memberOutput, teamIds } from './member.ts';
import { readMember } from './read-members.ts';

export const updateMemberRole = defineOperation({
  name: 'members.updateRole',
  kind: 'mutation',
  scope: 'tenant',
  permission: 'members:write',
  summary:
    'Changes a member’s role and, where given, the teams the member belongs to. For the active API keys they made for teams they do not reach any more, `keys` says what becomes of them.',
  rest: { method: 'PATCH', path: '/members/{id}' },
  input: z.object({ id, role: role.optional(), teamIds: teamIds.optional(), ...leaverKeysInput }),
  output: memberOutput,
  run: async (context, { id, role, teamIds, ...choice }) => {
    const { transaction, tenant, noteInAudit } = context;
    if (role === 'member') await assertOwnerRemains(transaction, tenant.id, id);
    await lockMembership(transaction, id, 'alone');
    const member = await readMember(transaction, id);
    const before = found(member, 'member');
    noteInAudit({ previousRole: before.role });
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
    const row = await readMember(transaction, id);
    const changed = found(row, 'member');
    await settleLeaverKeys(context, id, choice, { team: teamsLost(before, changed) });
    if (roles[changed.role].reach === 'own-teams') {
      await endPlaygroundKeys(transaction, id, teamIdsOf(changed));
    }
    return changed;
  },
});

type Member = NonNullable<Awaited<ReturnType<typeof readMember>>>;

/** The teams a person reached before a change, and does not reach after it. */
function teamsLost(before: Member, after: Member): Prisma.TeamWhereInput {
  if (roles[after.role].reach === 'tenant') return { id: { in: [] } };
  const kept = { notIn: teamIdsOf(after) };
  return { id: roles[before.role].reach === 'tenant' ? kept : { ...kept, in: teamIdsOf(before) } };
}

function teamIdsOf({ teams }: Member): string[] {
  return teams.map(({ id }) => id);
}
