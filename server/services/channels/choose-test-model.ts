import type { Provider } from '../../providers/provider.ts';
import { describePrice } from '../../store/prices/describe-price.ts';

/** The model that costs least per output token by the catalogue; those without a price come last. Undefined for none. */
export function chooseTestModel<Model extends { upstreamName: string }>(
  provider: Provider,
  models: readonly Model[],
): Model | undefined {
  const at = new Date();
  const price = ({ upstreamName }: Model) =>
    describePrice(
      {
        provider: provider.id,
        priceProvider: provider.priceProvider ?? null,
        free: provider.answer !== undefined,
        model: upstreamName,
        at,
      },
      [],
    )?.outputNanoUsdPerMillion ?? null;
  return models
    .map((model) => ({ model, price: price(model) }))
    .sort((one, other) =>
      one.price === null || other.price === null
        ? Number(one.price === null) - Number(other.price === null)
        : Number(one.price - other.price),
    )[0]?.model;
}
