import type { PriceOverride } from '../configuration.ts';
import type { Price, Rate } from './price.ts';

const cache = new WeakMap<PriceOverride, Price>();

/**
 * The override that holds for a provider's model; null when there is none. A tenant's own wins over one for
 * every tenant; among those, one for the provider wins over one for any.
 */
export function overridePrice(
  overrides: readonly PriceOverride[],
  provider: string,
  model: string,
): Price | null {
  let best: PriceOverride | null = null;
  for (const override of overrides) {
    if (override.model !== model) continue;
    if (override.provider !== null && override.provider !== provider) continue;
    if (best === null || rank(override) > rank(best)) best = override;
  }
  return best && toPrice(best);
}

function rank(override: PriceOverride): number {
  return (override.tenantId === null ? 0 : 2) + (override.provider === null ? 0 : 1);
}

function toPrice(override: PriceOverride): Price {
  const known = cache.get(override);
  if (known) return known;
  const input = flat(override.inputNanoUsdPerMillion);
  const output = flat(override.outputNanoUsdPerMillion);
  const cachedInput = flat(override.cachedInputNanoUsdPerMillion ?? override.inputNanoUsdPerMillion);
  const cacheWrite = flat(override.cacheWriteNanoUsdPerMillion ?? override.inputNanoUsdPerMillion);
  const price: Price = {
    version: `override:${override.id}@${override.updatedAt.toISOString()}`,
    perRequestNanoUsd: 0n,
    webSearchNanoUsdPerThousand: 0n,
    input,
    cachedInput,
    cacheWrite,
    cacheWriteOneHour: cacheWrite,
    inputAudio: input,
    cachedAudio: cachedInput,
    inputImage: input,
    output,
    reasoning: output,
    outputAudio: output,
    outputImage: output,
  };
  cache.set(override, price);
  return price;
}

function flat(nanoUsdPerMillion: bigint): Rate {
  return { nanoUsdPerMillion, tiers: [] };
}
