import type { PriceOverride } from '../configuration.ts';
import { findPrice } from './find-price.ts';
import type { PriceQuestion } from './price.ts';

/** A model's price for people: nano-dollars per million tokens. */
export interface PriceDescription {
  version: string;
  inputNanoUsdPerMillion: bigint;
  outputNanoUsdPerMillion: bigint;
  cachedInputNanoUsdPerMillion: bigint;
  cacheWriteNanoUsdPerMillion: bigint;
  perRequestNanoUsd: bigint;
  /** Long requests are priced otherwise; the rates here are those of short ones. */
  tiered: boolean;
}

/** Null when no price is known. */
export function describePrice(
  question: PriceQuestion,
  overrides: readonly PriceOverride[],
): PriceDescription | null {
  const price = findPrice(question, overrides);
  if (!price) return null;
  return {
    version: price.version,
    inputNanoUsdPerMillion: price.input.nanoUsdPerMillion,
    outputNanoUsdPerMillion: price.output.nanoUsdPerMillion,
    cachedInputNanoUsdPerMillion: price.cachedInput.nanoUsdPerMillion,
    cacheWriteNanoUsdPerMillion: price.cacheWrite.nanoUsdPerMillion,
    perRequestNanoUsd: price.perRequestNanoUsd,
    tiered: price.input.tiers.length > 0 || price.output.tiers.length > 0,
  };
}
