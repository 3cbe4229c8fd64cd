import { defineOperation } from '../operation.ts';
import { priceOverrideOutput } from '../prices/price-override.ts';
import { priceInput, putPrice } from '../prices/put-price.ts';

export const setPlatformPrice = defineOperation({
  name: 'platform.setPrice',
  kind: 'mutation',
  scope: 'platform',
  permission: 'platform:operate',
  summary: 'Sets a model’s price for every tenant that has none of its own.',
  rest: { method: 'PUT', path: '/platform/prices' },
  input: priceInput,
  output: priceOverrideOutput,
  run: ({ transaction, nameTarget }, input) => {
    nameTarget(input.model);
    return putPrice(transaction, null, input);
  },
});
