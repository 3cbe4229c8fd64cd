import type { Transaction } from '../../platform/db/prisma.ts';

/**
 * Opens these networks to a tenant's channels in place of those it had.
 * @returns them as they are kept: each once, in order
 */
export async function replacePrivateNetworks(
  transaction: Transaction,
  tenantId: string,
  networks: readonly string[],
): Promise<string[]> {
  const kept = [...new Set(networks)].sort();
  await transaction.privateNetwork.deleteMany({ where: { tenantId } });
  await transaction.privateNetwork.createMany({ data: kept.map((network) => ({ tenantId, network })) });
  return kept;
}
