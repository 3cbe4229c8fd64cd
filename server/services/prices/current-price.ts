import { findProvider } from '../../providers/index.ts';
import type { PriceOverride } from '../../store/configuration.ts';
import { describePrice, type PriceDescription } from '../../store/prices/describe-price.ts';

/** What a provider's model costs now; null when no price is known. */
export function currentPrice(
  providerId: string,
  model: string,
  overrides: readonly PriceOverride[] = [],
): PriceDescription | null {
  const provider = findProvider(providerId);
  const question = {
    provider: providerId,
    priceProvider: provider?.priceProvider ?? null,
    free: provider?.inProcess !== undefined,
    model,
    at: new Date(),
  };
  return describePrice(question, overrides);
}
