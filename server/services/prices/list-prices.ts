import { z } from 'zod';
import { defineOperation } from '../operation.ts';
import { presentPriceOverride, priceOverrideOutput } from './price-override.ts';

export const listPrices = defineOperation({
  name: 'prices.list',
  kind: 'query',
  scope: 'tenant',
  permission: 'models:read',
  summary: 'The prices that take the place of the catalogue’s.',
  rest: { method: 'GET', path: '/prices' },
  input: z.object({}),
  output: z.object({ items: z.array(priceOverrideOutput) }),
  run: async ({ transaction }) => {
    const rows = await transaction.priceOverride.findMany({ orderBy: [{ model: 'asc' }, { id: 'asc' }] });
    return { items: rows.map(presentPriceOverride) };
  },
});
