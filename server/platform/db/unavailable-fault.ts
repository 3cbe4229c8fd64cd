import { z } from 'zod';
import { Fault } from '../../canonical/fault.ts';
import { Prisma } from './generated/client.ts';

/** Prisma's own codes for a database that cannot be reached, or has no connection free. */
const PRISMA_CODES = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028', 'P2037']);

/**
 * SQLSTATE classes and codes (https://www.postgresql.org/docs/current/errcodes-appendix.html): connection failures, too
 * many connections, out of memory or disk, shutting down, starting up. Not 57014, a statement that took too long.
 */
const SQLSTATE = /^(?:08...|53...|57P..)$/;

const NETWORK_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

/** What `pg` says without a code, when a connection breaks or nothing answers. */
const DRIVER_MESSAGE =
  /Connection terminated|Query read timeout|timeout exceeded when trying to connect|not queryable/;

/** Where Prisma's driver adapters leave what Postgres said. */
const postgresCode = z.object({
  driverAdapterError: z.object({ cause: z.object({ originalCode: z.string() }) }),
});

const RETRY_AFTER_MS = 2_000;

/** `unavailable` where an error says that the database cannot be asked at present; null for all others. */
export function toUnavailable(error: unknown): Fault | null {
  return isUnavailable(error) ? unavailable(error) : null;
}

export function unavailable(cause: unknown): Fault {
  return new Fault('unavailable', 'The database does not answer right now. Try again in a moment.', {
    retryAfterMs: RETRY_AFTER_MS,
    cause,
  });
}

function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error) || error instanceof Fault) return false;
  if (error instanceof Prisma.PrismaClientInitializationError) return true;
  if (error instanceof Prisma.PrismaClientKnownRequestError) {
    if (PRISMA_CODES.has(error.code)) return true;
    return SQLSTATE.test(
      postgresCode.safeParse(error.meta).data?.driverAdapterError.cause.originalCode ?? '',
    );
  }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return NETWORK_CODES.has(code) || SQLSTATE.test(code) || DRIVER_MESSAGE.test(error.message);
}
