import { Fault } from '../canonical/fault.ts';
import { Prisma } from '../platform/db/prisma.ts';

/**
 * What a failure of the database means for the caller; other failures come back as they are.
 * Codes: https://www.prisma.io/docs/orm/reference/error-reference
 */
export function toFault(error: unknown): unknown {
  if (error instanceof Prisma.PrismaClientInitializationError) return unavailable(error);
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return error;
  switch (error.code) {
    case 'P2002':
      return duplicate(error);
    case 'P2025':
      return new Fault('not_found', undefined, { cause: error });
    // Somebody else changed the same rows at the same moment, or took what this points to away.
    case 'P2003':
    case 'P2034':
      return new Fault('conflict', 'Somebody else changed this at the same moment. Try again.', {
        cause: error,
      });
    case 'P1001':
    case 'P1002':
    case 'P1008':
    case 'P1017':
    case 'P2024':
    case 'P2028':
      return unavailable(error);
    default:
      return error;
  }
}

function unavailable(cause: Error): Fault {
  return new Fault('unavailable', undefined, { cause });
}

function duplicate(cause: Prisma.PrismaClientKnownRequestError): Fault {
  const field = /Key \((?:tenant_id, )?([a-z_]+)\)/.exec(JSON.stringify(cause.meta ?? {}))?.[1];
  return new Fault(
    'conflict',
    field ? `There is one with this ${field.replaceAll('_', ' ')} already.` : undefined,
    { path: field, cause },
  );
}
