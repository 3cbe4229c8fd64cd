import { z } from 'zod';
import { Prisma } from '../../platform/db/prisma.ts';

/** An end that is nearer than this is told: there is time to do something about it, and reason to. */
export const EXPIRES_SOON_MS = 7 * 86_400_000;

/**
 * What a key is to whoever looks for it: `working` ones are accepted at this moment, `expiring` are those of them that
 * end within a week, `ended` ones have expired or were revoked.
 */
export const keyState = z.enum(['working', 'expiring', 'ended']);

/** The condition on rows of api_keys. */
export function inState(state: z.output<typeof keyState>, now: Date): Prisma.Sql {
  const working = Prisma.sql`revoked_at is null and (expires_at is null or expires_at > ${now})`;
  switch (state) {
    case 'working':
      return Prisma.sql`(${working})`;
    case 'expiring':
      return Prisma.sql`(${working} and expires_at <= ${new Date(now.getTime() + EXPIRES_SOON_MS)})`;
    case 'ended':
      return Prisma.sql`not (${working})`;
  }
}
