import type { Prisma, Transaction } from '../../platform/db/prisma.ts';
import { after, newestFirst, type Position } from '../cursor.ts';

/** Usage records, newest first, from just after a position on; null begins with the newest. */
export function readLogs(
  transaction: Transaction,
  where: Prisma.UsageRecordWhereInput,
  position: Position | null,
  limit: number,
) {
  return transaction.usageRecord.findMany({
    where: position ? { AND: [where, after(position)] } : where,
    orderBy: newestFirst,
    take: limit,
  });
}
