import type { Transaction } from '../../platform/db/prisma.ts';

/** Networks outside the public internet that are open to a tenant's channels, beside those open to all. */
export async function readPrivateNetworks(transaction: Transaction, tenantId: string): Promise<string[]> {
  const rows = await transaction.privateNetwork.findMany({
    where: { tenantId },
    orderBy: { network: 'asc' },
    select: { network: true },
  });
  return rows.map(({ network }) => network);
}
