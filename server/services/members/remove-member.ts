import { z } from 'zod';
import { done, id } from '../fields.ts';
import { found } from '../found.ts';
import { defineOperation } from '../operation.ts';
import { assertOwnerRemains } from './assert-owner-remains.ts';
import { endPlaygroundKeys } from './end-playground-keys.ts';
import { readMembers } from './read-members.ts';

export const removeMember = defineOperation({
  name: 'members.remove',
  kind: 'mutation',
  scope: 'tenant',
  permission: 'members:write',
  summary: 'Takes a person out of the tenant and its teams. API keys they made go on belonging to the teams.',
  rest: { method: 'DELETE', path: '/members/{id}' },
  input: z.object({ id }),
  output: done,
  run: async ({ transaction, tenant }, { id }) => {
    const [member] = await readMembers(transaction, id);
    if (found(member, 'member').role === 'owner') await assertOwnerRemains(transaction, tenant.id, id);
    await endPlaygroundKeys(transaction, id, []);
    await transaction.teamMembership.deleteMany({ where: { tenantId: tenant.id, userId: id } });
    await transaction.membership.delete({
      where: { tenantId_userId: { tenantId: tenant.id, userId: id } },
    });
    return { id };
  },
});
