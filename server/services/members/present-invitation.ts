import { isRole } from '../../access/permissions.ts';
import type { Prisma } from '../../platform/db/prisma.ts';
import { found } from '../found.ts';

type InvitationRow = Prisma.InvitationGetPayload<object>;

/** A row as the output. @throws Fault not_found for a role that this version does not know */
export function presentInvitation(row: InvitationRow, now = new Date()) {
  const role = found(isRole(row.role) ? row.role : null, 'invitation');
  return { ...row, role, status: row.expiresAt > now ? 'pending' : 'expired' } as const;
}
