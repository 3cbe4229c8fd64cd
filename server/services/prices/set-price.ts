import { z } from 'zod';
import { findKnownProvider } from '../channels/find-known-provider.ts';
import { modelName } from '../fields.ts';
import { defineOperation } from '../operation.ts';
import { ratesInput } from './price-output.ts';
import { presentPriceOverride, priceOverrideOutput } from './price-override.ts';

export const setPrice = defineOperation({
  name: 'prices.set',
  kind: 'mutation',
  scope: 'tenant',
  permission: 'prices:write',
  summary: 'Sets the tenant’s own price of a model; requests from now on are counted with it.',
  rest: { method: 'PUT', path: '/prices' },
  input: z.object({
    /** Null: whichever provider serves the model. */
    provider: z.string().max(100).nullable().default(null),
    model: modelName,
    ...ratesInput,
    cachedInputNanoUsdPerMillion: ratesInput.cachedInputNanoUsdPerMillion.default(null),
    cacheWriteNanoUsdPerMillion: ratesInput.cacheWriteNanoUsdPerMillion.default(null),
  }),
  output: priceOverrideOutput,
  run: async ({ transaction, tenant }, { provider, model, ...rates }) => {
    if (provider !== null) findKnownProvider(provider);
    // No unique index could hold for a provider that may be null: one setter at a time.
    await transaction.$queryRaw`select 1 from tenants where id = ${tenant.id}::uuid for update`;
    const existing = await transaction.priceOverride.findFirst({
      where: { tenantId: tenant.id, provider, model },
    });
    const row = existing
      ? await transaction.priceOverride.update({ where: { id: existing.id }, data: rates })
      : await transaction.priceOverride.create({ data: { tenantId: tenant.id, provider, model, ...rates } });
    return presentPriceOverride(row);
  },
});
