import { z } from 'zod';
import type { Transaction } from '../../platform/db/prisma.ts';
import { findKnownProvider } from '../channels/find-known-provider.ts';
import { modelName } from '../fields.ts';
import { ratesInput } from './price-output.ts';
import { presentPriceOverride } from './price-override.ts';

export const priceInput = z.object({
  /** Null: whichever provider serves the model. */
  provider: z.string().max(100).nullable().default(null),
  /** The provider’s name of it. */
  model: modelName,
  ...ratesInput,
  cachedInputNanoUsdPerMillion: ratesInput.cachedInputNanoUsdPerMillion.default(null),
  cacheWriteNanoUsdPerMillion: ratesInput.cacheWriteNanoUsdPerMillion.default(null),
});

/**
 * Makes or replaces the price of a provider's model.
 * @param tenantId Null: the whole deployment's
 * @throws Fault invalid_request for an unknown provider
 */
export async function putPrice(
  transaction: Transaction,
  tenantId: string | null,
  { provider, model, ...rates }: z.output<typeof priceInput>,
) {
  if (provider !== null) findKnownProvider(provider);
  // No unique index holds where tenant or provider may be null: one setter at a time.
  const place = `price ${tenantId} ${provider} ${model}`;
  await transaction.$queryRaw`select pg_advisory_xact_lock(hashtext(${place}))::text`;
  const existing = await transaction.priceOverride.findFirst({ where: { tenantId, provider, model } });
  const row = existing
    ? await transaction.priceOverride.update({ where: { id: existing.id }, data: rates })
    : await transaction.priceOverride.create({ data: { tenantId, provider, model, ...rates } });
  return presentPriceOverride(row);
}
