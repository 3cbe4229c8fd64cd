import { z } from 'zod';
import { done, id } from '../fields.ts';
import { found } from '../found.ts';
import { defineOperation } from '../operation.ts';
import { assertOwnerRemains } from './assert-owner-remains.ts';
import { endPlaygroundKeys } from './end-playground-keys.ts';
import { leaverKeysInput, settleLeaverKeys } from './leaver-keys.ts';
import { lockMembership } from './lock-membership.ts';
import { readMember } from './read-members.ts';

export const removeMember = defineOperation({
  name: 'members.remove',
  kind: 'mutation',
  scope: 'tenant',
  permission: 'members:write',
  summary:
    'Takes a person out of the tenant and its teams. For the active API keys they made, `keys` says what becomes of them.',
  rest: { method: 'DELETE', path: '/members/{id}' },
  input: z.object({ id, ...leaverKeysInput }),
  output: done,
  run: async (context, { id, ...choice }) => {
    const { transaction, tenant, nameTarget } = context;
    const { role, name } = found(await readMember(transaction, id), 'member');
    nameTarget(name);
    if (role === 'owner') await assertOwnerRemains(transaction, tenant.id, id);
    await lockMembership(transaction, id, 'alone');
    await settleLeaverKeys(context, id, choice);
    await endPlaygroundKeys(transaction, id, []);
    await transaction.teamMembership.deleteMany({ where: { tenantId: tenant.id, userId: id } });
    await transaction.membership.delete({
      where: { tenantId_userId: { tenantId: tenant.id, userId: id } },
    });
    return { id };
  },
});
