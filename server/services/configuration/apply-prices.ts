import type { Transaction } from '../../platform/db/prisma.ts';
import type { Change } from './apply-tenant.ts';
import type { ConfiguredPrice } from './configured-rules.ts';

/** Brings the tenant's own prices that the file set to what it says now. A price that people set, and it does not name, stays. */
export async function applyPrices(
  transaction: Transaction,
  tenantId: string,
  prices: readonly ConfiguredPrice[],
): Promise<Change[]> {
  const changes: Change[] = [];
  const rows = await transaction.priceOverride.findMany({ where: { tenantId } });
  for (const price of prices) {
    const { model, provider = null } = price;
    const rates = {
      inputNanoUsdPerMillion: price.inputUsdPerMillion,
      outputNanoUsdPerMillion: price.outputUsdPerMillion,
      cachedInputNanoUsdPerMillion: price.cachedInputUsdPerMillion ?? null,
      cacheWriteNanoUsdPerMillion: price.cacheWriteUsdPerMillion ?? null,
    };
    const row = rows.find((each) => each.model === model && each.provider === provider);
    const fields = Object.keys(rates) as (keyof typeof rates)[];
    const isSame = row?.configured === true && fields.every((field) => row[field] === rates[field]);
    if (isSame) continue;
    const data = { ...rates, configured: true };
    const { id } = row
      ? await transaction.priceOverride.update({ where: { id: row.id }, data })
      : await transaction.priceOverride.create({ data: { tenantId, model, provider, ...data } });
    changes.push({
      operation: 'prices.set',
      targetId: id,
      name: model,
      details: { provider, ...texts(rates) },
    });
  }
  const left = rows.filter(
    (row) =>
      row.configured &&
      !prices.some(({ model, provider = null }) => model === row.model && provider === row.provider),
  );
  await transaction.priceOverride.deleteMany({ where: { id: { in: left.map(({ id }) => id) } } });
  for (const { id, model } of left) changes.push({ operation: 'prices.delete', targetId: id, name: model });
  return changes;
}

/** As clients write them: JSON has no numbers of this size. */
function texts(rates: Record<string, bigint | null>): Record<string, string | null> {
  return Object.fromEntries(Object.entries(rates).map(([name, rate]) => [name, rate?.toString() ?? null]));
}
