import { z } from 'zod';
import { roleNames } from '../../access/permissions.ts';
import { after, newestFirst, readCursor, toPage } from '../cursor.ts';
import { page } from '../fields.ts';
import { defineOperation } from '../operation.ts';
import { invitationOutput } from './member.ts';
import { presentInvitation } from './present-invitation.ts';

export const listInvitations = defineOperation({
  name: 'members.listInvitations',
  kind: 'query',
  scope: 'tenant',
  permission: 'members:write',
  summary: 'The invitations that nobody has accepted yet, expired ones included, newest first.',
  rest: { method: 'GET', path: '/invitations' },
  input: z.object(page),
  output: z.object({ items: z.array(invitationOutput), nextCursor: z.string().nullable() }),
  run: async ({ transaction }, { cursor, limit }) => {
    const rows = await transaction.invitation.findMany({
      where: {
        acceptedAt: null,
        role: { in: [...roleNames] },
        ...(cursor === undefined ? {} : after(readCursor(cursor))),
      },
      orderBy: newestFirst,
      take: limit + 1,
    });
    const { items, nextCursor } = toPage(rows, limit);
    return { items: items.map((row) => presentInvitation(row)), nextCursor };
  },
});
