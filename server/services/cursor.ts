import { z } from 'zod';
import { Fault } from '../canonical/fault.ts';

/** A place in a list ordered by time and id, newest first: the last row that was given out. */
export interface Position {
  createdAt: Date;
  id: string;
}

const written = z.tuple([z.int().min(0).max(7_258_118_400_000), z.uuid()]);

/** Opaque text for a position, to be sent back as `cursor`. */
export function writeCursor({ createdAt, id }: Position): string {
  return Buffer.from(JSON.stringify([createdAt.getTime(), id])).toString('base64url');
}

/** @throws Fault invalid_request for text that no `writeCursor` wrote */
export function readCursor(cursor: string): Position {
  try {
    const [milliseconds, id] = written.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
    return { createdAt: new Date(milliseconds), id };
  } catch (cause) {
    throw new Fault('invalid_request', 'cursor: expected the nextCursor of an earlier page', {
      path: 'cursor',
      cause,
    });
  }
}

/** The order that positions are places in. */
export const newestFirst = [{ createdAt: 'desc' as const }, { id: 'desc' as const }];

/** The condition for rows that come after a position. */
export function after({ createdAt, id }: Position) {
  return {
    AND: [
      // Implied by what follows, and what lets Postgres use an index and skip partitions.
      { createdAt: { lte: createdAt } },
      { OR: [{ createdAt: { lt: createdAt } }, { id: { lt: id } }] },
    ],
  };
}

/** Cuts rows read with a limit of one more than wanted into a page and the cursor of the next. */
export function toPage<Row extends Position>(
  rows: Row[],
  limit: number,
): { items: Row[]; nextCursor: string | null } {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last ? writeCursor(last) : null };
}
