import type { Prisma, Transaction } from '../../platform/db/prisma.ts';
import type { Position } from '../cursor.ts';

/** Usage records, newest first, from just after a position on; null begins with the newest. */
export function readLogs(
  transaction: Transaction,
  where: Prisma.UsageRecordWhereInput,
  after: Position | null,
  limit: number,
) {
  return transaction.usageRecord.findMany({
    where: after
      ? {
          AND: [
            where,
            // Implied by what follows, and what lets Postgres use the index and skip partitions.
            { createdAt: { lte: after.createdAt } },
            { OR: [{ createdAt: { lt: after.createdAt } }, { id: { lt: after.id } }] },
          ],
        }
      : where,
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit,
  });
}
