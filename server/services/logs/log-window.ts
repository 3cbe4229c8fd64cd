import { Prisma, type Transaction } from '../../platform/db/prisma.ts';

/** A span of time, both ends in it; `since` null: from the first request on. */
export interface LogWindow {
  since: Date | null;
  until: Date;
}

/** Which of a tenant's requests an index leads to directly. */
export type LogSubset = 'all' | 'failures' | 'tried';

/** The last moment the ledger can know. */
export const END_OF_TIME = new Date('2199-12-31T23:59:59.999Z');

/**
 * When the request was made that stands so many places back from the window's end; null where the window holds
 * fewer. What the reader may not see counts too: it bounds what a search reads, not what it finds.
 */
export async function findEdge(
  transaction: Transaction,
  { since, until }: LogWindow,
  requests: number,
  subset: LogSubset,
): Promise<Date | null> {
  const [row] = await transaction.$queryRaw<{ edge: Date | null }[]>(Prisma.sql`
    select usage_window(
      coalesce(${since}::timestamptz, '-infinity'), ${until}::timestamptz, ${requests}::int, ${subset}::text
    ) as edge`);
  return row?.edge ?? null;
}

export function within({ since, until }: LogWindow): Prisma.Sql {
  return since
    ? Prisma.sql`created_at >= ${since}::timestamptz and created_at <= ${until}::timestamptz`
    : Prisma.sql`created_at <= ${until}::timestamptz`;
}
