import type { Transaction } from '../../platform/db/prisma.ts';
import { newestFirst, type Position } from '../cursor.ts';
import type { AuditFilter } from './audit-filter.ts';
import { walkAudit } from './walk-audit.ts';

/** Events that match, newest first, from just after a position on; see {@link walkAudit} for how far it looks. */
export async function readAudit(
  transaction: Transaction,
  tenantId: string,
  filter: AuditFilter,
  position: Position | null,
  limit: number,
) {
  const { found, stoppedAt } = await walkAudit(transaction, tenantId, filter, position, limit);
  const rows = await transaction.auditEvent.findMany({
    where: { id: { in: found.map(({ id }) => id) } },
    orderBy: newestFirst,
  });
  return { rows, stoppedAt };
}
