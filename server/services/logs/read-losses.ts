import { Prisma, type Transaction } from '../../platform/db/prisma.ts';
import type { Position } from '../cursor.ts';

/** As many, and as long, as the gateway records; records of earlier versions may have more. */
const MOST_LOSSES = 32;
const LONGEST_LOSS = 64;

/** Names of what a request lost in translation, and how many more there are. */
export async function readLosses(
  transaction: Transaction,
  { id, createdAt }: Position,
): Promise<{ losses: string[]; moreLosses: number }> {
  const [row] = await transaction.$queryRaw<{ losses: string[]; all: number }[]>(Prisma.sql`
    select array(select left(name, ${LONGEST_LOSS}::int) from unnest(losses[1:${MOST_LOSSES}::int]) as name) as losses,
      coalesce(cardinality(losses), 0) as all
    from usage_records where created_at = ${createdAt}::timestamptz and id = ${id}::uuid`);
  return { losses: row?.losses ?? [], moreLosses: Math.max(0, (row?.all ?? 0) - MOST_LOSSES) };
}
