import type { PriceOverride } from '../configuration.ts';
import type { PriceQuestion } from './price.ts';
import type { PricedTokens } from './price-tokens.ts';
import { type PricedUsage, priceUsage } from './price-usage.ts';

/** All that decides what an answer's tokens cost. */
export interface PriceBasis extends PriceQuestion {
  /** The model's name in the answer; null when it has none. */
  answeredAs: string | null;
  overrides: readonly PriceOverride[];
}

/**
 * What an answer cost: under the name of the model that was asked for, and under the one that answered where
 * only that has a price (a router's choice).
 */
export function priceAnswer(basis: PriceBasis, tokens: PricedTokens): PricedUsage {
  const asked = priceUsage(basis, tokens, basis.overrides);
  if (asked.priceVersion !== null || !basis.answeredAs || basis.answeredAs === basis.model) return asked;
  return priceUsage({ ...basis, model: basis.answeredAs }, tokens, basis.overrides);
}
