import { z } from 'zod';
import { done, id } from '../fields.ts';
import { found } from '../found.ts';
import { defineOperation } from '../operation.ts';

export const deletePrice = defineOperation({
  name: 'prices.delete',
  kind: 'mutation',
  scope: 'tenant',
  permission: 'prices:write',
  summary: 'Takes back the tenant’s own price of a model.',
  rest: { method: 'DELETE', path: '/prices/{id}' },
  input: z.object({ id }),
  output: done,
  run: async ({ transaction, tenant, nameTarget }, { id }) => {
    const where = { id, tenantId: tenant.id };
    nameTarget(found(await transaction.priceOverride.findUnique({ where }), 'price').model);
    await transaction.priceOverride.delete({ where });
    return { id };
  },
});
