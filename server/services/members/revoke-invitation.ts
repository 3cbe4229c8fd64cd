import { z } from 'zod';
import { done, id } from '../fields.ts';
import { found } from '../found.ts';
import { defineOperation } from '../operation.ts';

export const revokeInvitation = defineOperation({
  name: 'members.revokeInvitation',
  kind: 'mutation',
  scope: 'tenant',
  permission: 'members:write',
  summary: 'Makes an invitation’s link worthless.',
  rest: { method: 'DELETE', path: '/invitations/{id}' },
  input: z.object({ id }),
  output: done,
  run: async ({ transaction, nameTarget }, { id }) => {
    const invitation = await transaction.invitation.findUnique({ where: { id, acceptedAt: null } });
    nameTarget(found(invitation, 'invitation').email);
    await transaction.invitation.delete({ where: { id } });
    return { id };
  },
});
