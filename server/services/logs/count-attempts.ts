import { Prisma, type Transaction } from '../../platform/db/prisma.ts';
import type { ListedRow } from './listed-columns.ts';

/** How many attempts each of these requests took, by its id; counted where they are. */
export async function countAttempts(
  transaction: Transaction,
  rows: readonly ListedRow[],
): Promise<ReadonlyMap<string, number>> {
  const times = rows.map(({ createdAt }) => createdAt.getTime());
  if (times.length === 0) return new Map();
  const [oldest, newest] = [new Date(Math.min(...times)), new Date(Math.max(...times))];
  const counted = await transaction.$queryRaw<{ id: string; attempts: number }[]>(Prisma.sql`
    select id::text, case jsonb_typeof(attempts) when 'array' then jsonb_array_length(attempts) else 0 end as attempts
    from usage_records
    where created_at between ${oldest}::timestamptz and ${newest}::timestamptz
      and id = any(${rows.map(({ id }) => id)}::uuid[])`);
  return new Map(counted.map(({ id, attempts }) => [id, attempts]));
}
