import { z } from 'zod';
import { Prisma } from '../../platform/db/prisma.ts';
import { id, line } from '../fields.ts';
import { containing, startingWith } from '../like.ts';
import { PREFIX_LENGTH } from './make-secret.ts';

const MOST_TEAMS = 200;

/** Which keys to show; those that match every filter given. */
export const keyFilter = {
  /** Part of the name or of who made it, or the beginning of the secret. */
  search: line(100).optional(),
  /** Of any of these teams. */
  teamId: z.union([id, z.array(id).max(MOST_TEAMS)]).optional(),
  /** Of none of these teams. */
  exceptTeamId: z.array(id).max(MOST_TEAMS).optional(),
  /** Of one person only: who made it, or took it over. */
  createdById: id.optional(),
};

type KeyFilter = z.output<z.ZodObject<typeof keyFilter>>;

/** The condition on rows of api_keys; keys of the playground are never meant. */
export function matchingKeys({ search, teamId, exceptTeamId, createdById }: KeyFilter): Prisma.Sql {
  const conditions = [Prisma.sql`kind = 'standard'`];
  if (teamId !== undefined) conditions.push(Prisma.sql`team_id = any (${[teamId].flat()}::uuid[])`);
  if (exceptTeamId !== undefined) conditions.push(Prisma.sql`team_id <> all (${exceptTeamId}::uuid[])`);
  if (createdById !== undefined) conditions.push(Prisma.sql`created_by_id = ${createdById}::uuid`);
  if (search !== undefined) {
    const part = containing(search);
    // A whole secret finds its key too: somebody came upon it and asks whose it is.
    const prefix = startingWith(search.slice(0, PREFIX_LENGTH));
    conditions.push(Prisma.sql`(name ilike ${part} or maker_name ilike ${part} or prefix like ${prefix})`);
  }
  return Prisma.join(conditions, ' and ');
}
