import { serviceTiers } from '../../../canonical/usage.ts';
import type { Transaction } from '../../../platform/db/prisma.ts';
import { CATALOGUE, catalogueReleases } from '../../../store/prices/catalogue-version.ts';
import type { ReceiptPrice } from './receipt-output.ts';

const catalogueVersion = new RegExp(
  `^genai-prices@([^:]+):([^/]+)/(.+?)(?:[+](${serviceTiers.join('|')}))?$`,
);
const overrideVersion = /^override:([0-9a-f-]{36})@(\d{4}-[\d-]+T[\d:.]+Z)$/;
const freeVersion = /^free:(.+)$/;

/** Where a price comes from, read from its version; null for a version of a kind that nobody knows. */
export async function explainPrice(transaction: Transaction, version: string): Promise<ReceiptPrice | null> {
  const [, release, catalogueProvider, model, tier] = catalogueVersion.exec(version) ?? [];
  if (release !== undefined && catalogueProvider !== undefined && model !== undefined) {
    const releasedAt = catalogueReleases[release] ?? null;
    return {
      source: 'catalogue',
      catalogue: CATALOGUE,
      version: release,
      releasedAt: releasedAt === null ? null : new Date(releasedAt),
      provider: catalogueProvider,
      model,
      serviceTier: serviceTiers.find((known) => known === tier) ?? null,
    };
  }
  const [, overrideId, updatedAt] = overrideVersion.exec(version) ?? [];
  if (overrideId !== undefined && updatedAt !== undefined) {
    const where = { id: overrideId };
    const row = await transaction.priceOverride.findUnique({ where, select: { tenantId: true } });
    const owner = row && (row.tenantId === null ? 'deployment' : 'tenant');
    return { source: 'override', overrideId, owner, setAt: new Date(updatedAt) };
  }
  const [, provider] = freeVersion.exec(version) ?? [];
  return provider === undefined ? null : { source: 'free', provider };
}
