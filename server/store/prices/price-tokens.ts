import type { Usage } from '../../canonical/usage.ts';
import { type CostLine, sumLines, type TokenKind } from './cost-line.ts';
import type { Price, Rate } from './price.ts';

/** Tokens by kind; totals include their parts. What a provider did not say is absent. */
export type PricedTokens = Omit<Usage, 'raw'>;

/** A cost, and the lines that it is the sum of. */
export interface PricedLines {
  costNanoUsd: bigint;
  costLines: CostLine[];
}

/**
 * What a request costs in nano-dollars. Every token is priced once, at the most specific rate; exact in
 * integers, rounded once at the end, half up. Cached and written tokens are taken to be text, as no
 * provider says how many of them are audio.
 * @param tokens whole numbers, none negative
 */
export function priceTokens(price: Price, tokens: PricedTokens): PricedLines {
  const audioIn = tokens.inputAudioTokens ?? 0;
  const audioOut = tokens.outputAudioTokens ?? 0;
  const writtenForAnHour = Math.min(tokens.cacheWriteOneHourTokens ?? 0, tokens.cacheWriteTokens);
  const plainInput = tokens.inputTokens - tokens.cachedInputTokens - tokens.cacheWriteTokens - audioIn;
  const plainOutput = tokens.outputTokens - tokens.reasoningTokens - audioOut;
  const costLines: CostLine[] = [];
  const add = (kind: TokenKind, count: number) => {
    if (count <= 0) return;
    costLines.push({ kind, tokens: count, nanoUsdPerMillion: rateAt(price[kind], tokens.inputTokens) });
  };
  add('input', plainInput);
  add('cachedInput', tokens.cachedInputTokens);
  add('cacheWrite', tokens.cacheWriteTokens - writtenForAnHour);
  add('cacheWriteOneHour', writtenForAnHour);
  add('inputAudio', audioIn);
  add('output', plainOutput);
  add('reasoning', tokens.reasoningTokens);
  add('outputAudio', audioOut);
  if (price.perRequestNanoUsd > 0n) costLines.push({ kind: 'request', nanoUsd: price.perRequestNanoUsd });
  return { costNanoUsd: sumLines(costLines), costLines };
}

function rateAt(rate: Rate, inputTokens: number): bigint {
  let nanoUsdPerMillion = rate.nanoUsdPerMillion;
  for (const tier of rate.tiers) {
    if (inputTokens > tier.aboveInputTokens) nanoUsdPerMillion = tier.nanoUsdPerMillion;
  }
  return nanoUsdPerMillion;
}
