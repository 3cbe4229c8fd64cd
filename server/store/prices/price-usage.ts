import type { PriceOverride } from '../configuration.ts';
import type { CostLine } from './cost-line.ts';
import { findPrice } from './find-price.ts';
import type { PriceQuestion } from './price.ts';
import { type PricedTokens, priceTokens } from './price-tokens.ts';

export interface PricedUsage {
  costNanoUsd: bigint;
  /** Null: no price is known, and the cost is 0 for that reason. */
  priceVersion: string | null;
  /** What the cost is the sum of; null without a price. */
  costLines: CostLine[] | null;
}

/** What a request's tokens cost: by an override, else by the catalogue, else nothing. */
export function priceUsage(
  question: PriceQuestion,
  tokens: PricedTokens,
  overrides: readonly PriceOverride[],
): PricedUsage {
  const price = findPrice(question, overrides, tokens.serviceTier);
  if (!price) return { costNanoUsd: 0n, priceVersion: null, costLines: null };
  return { ...priceTokens(price, tokens), priceVersion: price.version };
}
