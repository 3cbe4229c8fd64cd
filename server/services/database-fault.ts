import { z } from 'zod';
import { Fault } from '../canonical/fault.ts';
import { Prisma } from '../platform/db/prisma.ts';

/** Where Prisma's driver adapters leave what Postgres said. */
const postgresError = z.object({
  driverAdapterError: z.object({
    cause: z.object({
      /** SQLSTATE, https://www.postgresql.org/docs/current/errcodes-appendix.html */
      originalCode: z.string(),
      table: z.string().optional(),
      constraint: z.object({ index: z.string() }).optional(),
    }),
  }),
});

/**
 * What a failure of the database means for the caller; other failures come back as they are. That it cannot be asked
 * at all is a Fault already (server/platform/db/prisma.ts).
 */
export function toFault(error: unknown): unknown {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return error;
  if (error.code === 'P2025') return new Fault('not_found', undefined, { cause: error });
  const said = postgresError.safeParse(error.meta).data?.driverAdapterError.cause;
  switch (said?.originalCode) {
    case '23505':
      return duplicate(error, said.table, said.constraint?.index);
    // Somebody else took away what this points to, changed the same rows, or waits for what this has locked.
    case '23503':
    case '40001':
    case '40P01':
      return new Fault('conflict', 'Somebody else changed this at the same moment. Try again.', {
        cause: error,
      });
    // Postgres knows fewer time zones than we do, and no NUL in text.
    case '22023':
    case '22021':
    case '22P05':
      return new Fault('invalid_request', 'A value is not one that can be stored or asked for.', {
        cause: error,
      });
    // statement_timeout: nobody waits for the answer any more.
    case '57014':
      return new Fault('unavailable', 'This takes too long. Ask for less, such as a shorter time range.', {
        cause: error,
      });
    default:
      return error;
  }
}

/** The constraint's name says which column it was: teams_tenant_id_slug_key. */
function duplicate(cause: Error, table = '', index = ''): Fault {
  const column = new RegExp(`^${table}_(?:tenant_id_)?([a-z_]+)_key$`).exec(index)?.[1];
  return new Fault('conflict', column && `There is one with this ${column} already.`, {
    path: column,
    cause,
  });
}
