import { z } from 'zod';
import { id } from '../fields.ts';
import { found } from '../found.ts';
import { defineOperation } from '../operation.ts';
import { makeInvitationToken } from './make-invitation-token.ts';
import { invitationOutput } from './member.ts';
import { presentInvitation } from './present-invitation.ts';

export const renewInvitation = defineOperation({
  name: 'members.renewInvitation',
  kind: 'mutation',
  scope: 'tenant',
  permission: 'members:write',
  summary:
    'Gives an invitation, expired or not, a new link that is valid for a week; the one before is worthless. The answer holds the link’s token, this once.',
  rest: { method: 'POST', path: '/invitations/{id}/renew', status: 201 },
  rateLimit: { per: 'person', limit: 100, windowMs: 3_600_000 },
  input: z.object({ id }),
  output: invitationOutput.extend({ token: z.string() }),
  run: async ({ transaction, nameTarget }, { id }) => {
    const { token, stored } = makeInvitationToken();
    // In one statement, so that nobody who accepts at this moment is invited a second time.
    const [row] = await transaction.invitation.updateManyAndReturn({
      where: { id, acceptedAt: null },
      data: stored,
    });
    const invitation = found(row, 'invitation');
    nameTarget(invitation.email);
    return { ...presentInvitation(invitation), token };
  },
});
