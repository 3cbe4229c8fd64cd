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
 * integers, rounded once at the end, half up. Written tokens are taken to be text, and cached ones too where the provider
 * does not say how many of them are audio.
 * @param tokens whole numbers, none negative, parts within their totals
 */
export function priceTokens(price: Price, tokens: PricedTokens): PricedLines {
  const costLines: CostLine[] = [];
  const add = (kind: TokenKind, count: number) => {
    if (count <= 0) return;
    costLines.push({ kind, tokens: count, nanoUsdPerMillion: rateAt(price[kind], tokens.inputTokens) });
  };
  const cachedAudio = Math.min(tokens.cachedAudioTokens ?? 0, tokens.cachedInputTokens);
  const writtenForAnHour = Math.min(tokens.cacheWriteOneHourTokens ?? 0, tokens.cacheWriteTokens);
  const input = new Rest(tokens.inputTokens - tokens.cachedInputTokens - tokens.cacheWriteTokens);
  const inputAudio = input.take((tokens.inputAudioTokens ?? 0) - cachedAudio);
  const inputImage = input.take(tokens.inputImageTokens ?? 0);
  const output = new Rest(tokens.outputTokens - tokens.reasoningTokens);
  const outputAudio = output.take(tokens.outputAudioTokens ?? 0);
  const outputImage = output.take(tokens.outputImageTokens ?? 0);
  add('input', input.left);
  add('cachedInput', tokens.cachedInputTokens - cachedAudio);
  add('cachedAudio', cachedAudio);
  add('cacheWrite', tokens.cacheWriteTokens - writtenForAnHour);
  add('cacheWriteOneHour', writtenForAnHour);
  add('inputAudio', inputAudio);
  add('inputImage', inputImage);
  add('output', output.left);
  add('reasoning', tokens.reasoningTokens);
  add('outputAudio', outputAudio);
  add('outputImage', outputImage);
  addSearches(costLines, tokens.webSearches ?? 0, price.webSearchNanoUsdPerThousand);
  if (price.perRequestNanoUsd > 0n) costLines.push({ kind: 'request', nanoUsd: price.perRequestNanoUsd });
  return { costNanoUsd: sumLines(costLines), costLines };
}

/** What is not yet priced. Parts may overlap (audio that was cached): no token is priced twice. */
class Rest {
  left: number;

  constructor(tokens: number) {
    this.left = Math.max(0, tokens);
  }

  take(part: number): number {
    const taken = Math.min(Math.max(0, part), this.left);
    this.left -= taken;
    return taken;
  }
}

function addSearches(costLines: CostLine[], searches: number, nanoUsdPerThousand: bigint): void {
  if (searches > 0 && nanoUsdPerThousand > 0n)
    costLines.push({ kind: 'webSearch', searches, nanoUsdPerThousand });
}

function rateAt(rate: Rate, inputTokens: number): bigint {
  let nanoUsdPerMillion = rate.nanoUsdPerMillion;
  for (const tier of rate.tiers) {
    if (inputTokens > tier.aboveInputTokens) nanoUsdPerMillion = tier.nanoUsdPerMillion;
  }
  return nanoUsdPerMillion;
}
