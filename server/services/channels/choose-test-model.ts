import type { Provider } from '../../providers/provider.ts';
import { currentPrice } from '../prices/current-price.ts';

/** The model that costs least per output token by the catalogue; those without a price come last. Undefined for none. */
export function chooseTestModel<Model extends { upstreamName: string }>(
  provider: Provider,
  models: readonly Model[],
): Model | undefined {
  return models
    .map((model) => ({
      model,
      price: currentPrice(provider.id, model.upstreamName)?.outputNanoUsdPerMillion ?? null,
    }))
    .sort((one, other) =>
      one.price === null || other.price === null
        ? Number(one.price === null) - Number(other.price === null)
        : Number(one.price - other.price),
    )[0]?.model;
}
