import { z } from 'zod';
import { displayName, role, secretText, time } from '../fields.ts';
import { defineOperation } from '../operation.ts';
import { findInvitation } from './find-invitation.ts';

export const getInvitation = defineOperation({
  name: 'members.getInvitation',
  kind: 'query',
  scope: 'public',
  permission: 'public',
  summary: 'What an invitation’s link invites to.',
  rest: { method: 'POST', path: '/invitations/read' },
  rateLimit: { per: 'address', limit: 100, windowMs: 3_600_000 },
  input: z.object({ token: secretText }),
  output: z.object({ tenantName: displayName, email: z.string(), role, expiresAt: time }),
  run: async ({ transaction }, { token }) => {
    const invitation = await findInvitation(transaction, token);
    return { ...invitation, tenantName: invitation.tenant.name };
  },
});
