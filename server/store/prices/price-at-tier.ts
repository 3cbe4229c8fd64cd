import type { ServiceTier } from '../../canonical/usage.ts';
import { tokenKinds } from './cost-line.ts';
import type { Price, Rate } from './price.ts';
import { type Factor, tierFactor } from './tier-factor.ts';

/** A catalogue's price at another tier of service; the version says which. What is paid for each search stays as it is. */
export function priceAtTier(price: Price, priceProvider: string, model: string, tier: ServiceTier): Price {
  const factor = tierFactor(priceProvider, model, tier);
  if (!factor) return price;
  const dearer = { ...price, version: `${price.version}+${tier}` };
  for (const kind of tokenKinds) dearer[kind] = multiplied(price[kind], factor);
  dearer.perRequestNanoUsd = times(price.perRequestNanoUsd, factor);
  return dearer;
}

function multiplied({ nanoUsdPerMillion, tiers }: Rate, factor: Factor): Rate {
  return {
    nanoUsdPerMillion: times(nanoUsdPerMillion, factor),
    tiers: tiers.map((tier) => ({ ...tier, nanoUsdPerMillion: times(tier.nanoUsdPerMillion, factor) })),
  };
}

/** Rounded half up. */
function times(amount: bigint, { numerator, denominator }: Factor): bigint {
  return (amount * numerator * 2n + denominator) / (denominator * 2n);
}
