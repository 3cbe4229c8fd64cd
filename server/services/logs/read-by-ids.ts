import { Prisma, type Transaction } from '../../platform/db/prisma.ts';
import { type ListedRow, listedColumnsSql } from './listed-columns.ts';
import { type LogWindow, within } from './log-window.ts';

/** The requests of a window that meet conditions which name their ids: an index leads to each. Newest first. */
export function readByIds(
  transaction: Transaction,
  tenantId: string,
  window: LogWindow,
  conditions: Prisma.Sql,
): Promise<ListedRow[]> {
  return transaction.$queryRaw<ListedRow[]>(Prisma.sql`
    select ${listedColumnsSql} from usage_records
    where tenant_id = ${tenantId}::uuid and ${within(window)} and ${conditions}
    order by created_at desc, id desc`);
}
