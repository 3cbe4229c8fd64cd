import { Fault } from '../../canonical/fault.ts';
import type { Transaction } from '../../platform/db/prisma.ts';

/** @throws Fault not_found naming the first id that is no team of the tenant */
export async function assertTeamsExist(transaction: Transaction, teamIds: readonly string[]): Promise<void> {
  const rows = await transaction.team.findMany({
    where: { id: { in: [...teamIds] } },
    select: { id: true },
  });
  const known = new Set(rows.map(({ id }) => id));
  const missing = teamIds.findIndex((id) => !known.has(id.toLowerCase()));
  if (missing !== -1) {
    throw new Fault('not_found', 'There is no such team.', { path: `teamIds[${missing}]` });
  }
}
