import { z } from 'zod';
import { isRole } from '../../access/permissions.ts';
import { defineOperation } from '../operation.ts';
import { invitationOutput } from './member.ts';

export const listInvitations = defineOperation({
  name: 'members.listInvitations',
  kind: 'query',
  scope: 'tenant',
  permission: 'members:write',
  summary: 'The invitations that nobody has accepted yet, expired ones included.',
  rest: { method: 'GET', path: '/invitations' },
  input: z.object({}),
  output: z.object({ items: z.array(invitationOutput) }),
  run: async ({ transaction }) => {
    const rows = await transaction.invitation.findMany({
      where: { acceptedAt: null },
      orderBy: { createdAt: 'desc' },
    });
    return { items: rows.flatMap(({ role, ...row }) => (isRole(role) ? [{ ...row, role }] : [])) };
  },
});
