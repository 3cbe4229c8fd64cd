import { z } from 'zod';
import { Fault } from '../../canonical/fault.ts';
import { email, role } from '../fields.ts';
import { defineOperation } from '../operation.ts';
import { assertTeamsExist } from './assert-teams-exist.ts';
import { makeInvitationToken } from './make-invitation-token.ts';
import { invitationOutput, teamIds } from './member.ts';
import { presentInvitation } from './present-invitation.ts';

export const inviteMember = defineOperation({
  name: 'members.invite',
  kind: 'mutation',
  scope: 'tenant',
  permission: 'members:write',
  summary: 'Invites somebody by e-mail address. The answer holds the link’s token, this once.',
  rest: { method: 'POST', path: '/invitations', status: 201 },
  rateLimit: { per: 'person', limit: 100, windowMs: 3_600_000 },
  input: z.object({ email, role, teamIds: teamIds.default([]) }),
  output: invitationOutput.extend({ token: z.string() }),
  run: async ({ transaction, tenant, actor, nameTarget }, { email, role, teamIds }) => {
    nameTarget(email);
    await assertTeamsExist(transaction, teamIds);
    const member = await transaction.membership.findFirst({ where: { user: { email } } });
    if (member) throw new Fault('conflict', 'That person is a member already.', { path: 'email' });
    await transaction.invitation.deleteMany({ where: { email, acceptedAt: null } });
    const { token, stored } = makeInvitationToken();
    const row = await transaction.invitation.create({
      data: {
        tenantId: tenant.id,
        email,
        role,
        teamIds,
        invitedById: actor.id,
        invitedByName: actor.name,
        ...stored,
      },
    });
    return { ...presentInvitation(row), token };
  },
});
