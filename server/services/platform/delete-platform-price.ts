import { z } from 'zod';
import { done, id } from '../fields.ts';
import { found } from '../found.ts';
import { defineOperation } from '../operation.ts';

export const deletePlatformPrice = defineOperation({
  name: 'platform.deletePrice',
  kind: 'mutation',
  scope: 'platform',
  permission: 'platform:operate',
  summary: 'Takes back a price set for every tenant; the catalogue’s holds again.',
  rest: { method: 'DELETE', path: '/platform/prices/{id}' },
  input: z.object({ id }),
  output: done,
  run: async ({ transaction, nameTarget }, { id }) => {
    // A tenant's own price is the tenant's business.
    const where = { id, tenantId: null };
    nameTarget(found(await transaction.priceOverride.findFirst({ where }), 'price').model);
    await transaction.priceOverride.deleteMany({ where });
    return { id };
  },
});
