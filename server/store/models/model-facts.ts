import type { ModelFacts } from '../../canonical/listed-model.ts';
import type { Provider } from '../../providers/provider.ts';
import { catalogueModel } from './catalogue-model.ts';
import { vendorFacts } from './vendor-facts.ts';

/**
 * What is known of a provider's model: what the provider's list said first, then what its vendor says, then the
 * catalogue.
 * @param listed as it was kept with the channel; null when nobody said anything
 */
export function modelFacts(
  provider: Provider | undefined,
  model: string,
  listed: ModelFacts | null,
): ModelFacts {
  const vendor = vendorFacts(model);
  const catalogue = catalogueModel(provider?.priceProvider ?? null, model);
  return {
    contextTokens: listed?.contextTokens ?? catalogue.contextTokens,
    outputTokens: listed?.outputTokens ?? vendor?.outputTokens ?? null,
    capabilities: listed?.capabilities ?? provider?.capabilities ?? vendor?.capabilities ?? null,
  };
}
