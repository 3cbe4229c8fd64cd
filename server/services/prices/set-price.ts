import { defineOperation } from '../operation.ts';
import { priceOverrideOutput } from './price-override.ts';
import { priceInput, putPrice } from './put-price.ts';

export const setPrice = defineOperation({
  name: 'prices.set',
  kind: 'mutation',
  scope: 'tenant',
  permission: 'prices:write',
  summary: 'Sets the tenant’s own price of a model; requests from now on are counted with it.',
  rest: { method: 'PUT', path: '/prices' },
  input: priceInput,
  output: priceOverrideOutput,
  run: ({ transaction, tenant, nameTarget }, input) => {
    nameTarget(input.model);
    return putPrice(transaction, tenant.id, input);
  },
});
