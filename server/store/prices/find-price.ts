import type { ServiceTier } from '../../canonical/usage.ts';
import type { PriceOverride } from '../configuration.ts';
import { cataloguePrice } from './catalogue-price.ts';
import { overridePrice } from './override-price.ts';
import { NO_CHARGE, type Price, type PriceQuestion } from './price.ts';
import { priceAtTier } from './price-at-tier.ts';

/**
 * The price that holds: an override first, then the catalogue's; null when none is known. An override is what was agreed
 * on, whatever the tier of service.
 */
export function findPrice(
  question: PriceQuestion,
  overrides: readonly PriceOverride[],
  tier?: ServiceTier,
): Price | null {
  const override = overridePrice(overrides, question.provider, question.model);
  if (override) return override;
  if (question.free) return freePrice(question.provider);
  const { priceProvider, model, at } = question;
  const price = priceProvider && cataloguePrice(priceProvider, model, at);
  if (!price) return null;
  return tier ? priceAtTier(price, priceProvider, model, tier) : price;
}

function freePrice(provider: string): Price {
  return {
    version: `free:${provider}`,
    perRequestNanoUsd: 0n,
    webSearchNanoUsdPerThousand: 0n,
    input: NO_CHARGE,
    cachedInput: NO_CHARGE,
    cacheWrite: NO_CHARGE,
    cacheWriteOneHour: NO_CHARGE,
    inputAudio: NO_CHARGE,
    cachedAudio: NO_CHARGE,
    inputImage: NO_CHARGE,
    output: NO_CHARGE,
    reasoning: NO_CHARGE,
    outputAudio: NO_CHARGE,
    outputImage: NO_CHARGE,
  };
}
