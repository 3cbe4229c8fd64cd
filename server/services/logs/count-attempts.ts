import { Prisma, type Transaction } from '../../platform/db/prisma.ts';
import type { ListedRow } from './read-logs.ts';

/** How many attempts each of these requests took, by its id; counted where they are. */
export async function countAttempts(
  transaction: Transaction,
  rows: readonly ListedRow[],
): Promise<ReadonlyMap<string, number>> {
  const [newest] = rows;
  const oldest = rows.at(-1);
  if (!newest || !oldest) return new Map();
  const counted = await transaction.$queryRaw<{ id: string; attempts: number }[]>(Prisma.sql`
    select id::text, case jsonb_typeof(attempts) when 'array' then jsonb_array_length(attempts) else 0 end as attempts
    from usage_records
    where created_at between ${oldest.createdAt}::timestamptz and ${newest.createdAt}::timestamptz
      and id = any(${rows.map(({ id }) => id)}::uuid[])`);
  return new Map(counted.map(({ id, attempts }) => [id, attempts]));
}
