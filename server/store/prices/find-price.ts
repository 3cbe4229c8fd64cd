import type { PriceOverride } from '../configuration.ts';
import { cataloguePrice } from './catalogue-price.ts';
import { overridePrice } from './override-price.ts';
import { NO_CHARGE, type Price, type PriceQuestion } from './price.ts';

/** The price that holds: an override first, then the catalogue's; null when none is known. */
export function findPrice(question: PriceQuestion, overrides: readonly PriceOverride[]): Price | null {
  const override = overridePrice(overrides, question.provider, question.model);
  if (override) return override;
  if (question.free) return freePrice(question.provider);
  return question.priceProvider === null
    ? null
    : cataloguePrice(question.priceProvider, question.model, question.at);
}

function freePrice(provider: string): Price {
  return {
    version: `free:${provider}`,
    perRequestNanoUsd: 0n,
    input: NO_CHARGE,
    cachedInput: NO_CHARGE,
    cacheWrite: NO_CHARGE,
    cacheWriteOneHour: NO_CHARGE,
    inputAudio: NO_CHARGE,
    output: NO_CHARGE,
    reasoning: NO_CHARGE,
    outputAudio: NO_CHARGE,
  };
}
