import { z } from 'zod';
import { displayName, id, role, time } from '../fields.ts';
import { teamReference } from '../teams/team.ts';

export const memberOutput = z.object({
  /** The person’s id. */
  id,
  email: z.string(),
  name: displayName,
  role,
  /** Of these, the ones the caller may see. */
  teams: z.array(teamReference),
  joinedAt: time,
});

export const invitationOutput = z.object({
  id,
  email: z.string(),
  role,
  teamIds: z.array(id),
  /** Who invited, by the name they had then; null where that was not written down. */
  invitedByName: z.string().nullable(),
  status: z.enum(['pending', 'expired']),
  expiresAt: time,
  createdAt: time,
});

export const teamIds = z.array(id).max(200);
