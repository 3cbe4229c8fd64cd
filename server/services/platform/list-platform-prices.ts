import { z } from 'zod';
import { defineOperation } from '../operation.ts';
import { presentPriceOverride, priceOverrideOutput } from '../prices/price-override.ts';

export const listPlatformPrices = defineOperation({
  name: 'platform.listPrices',
  kind: 'query',
  scope: 'platform',
  permission: 'platform:operate',
  summary: 'The prices set for every tenant that has none of its own.',
  rest: { method: 'GET', path: '/platform/prices' },
  input: z.object({}),
  output: z.object({ items: z.array(priceOverrideOutput) }),
  run: async ({ transaction }) => {
    const rows = await transaction.priceOverride.findMany({
      where: { tenantId: null },
      orderBy: [{ model: 'asc' }, { id: 'asc' }],
    });
    return { items: rows.map(presentPriceOverride) };
  },
});
