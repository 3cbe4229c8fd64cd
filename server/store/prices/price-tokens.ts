import type { Usage } from '../../canonical/usage.ts';
import type { Price, Rate } from './price.ts';

const TOKENS_PER_RATE = 1_000_000n;

/** Tokens by kind; totals include their parts. What a provider did not say is absent. */
export type PricedTokens = Omit<Usage, 'raw'>;

/**
 * What a request costs in nano-dollars. Every token is priced once, at the most specific rate; exact in
 * integers, rounded once at the end, half up. Cached and written tokens are taken to be text, as no
 * provider says how many of them are audio.
 * @param tokens whole numbers, none negative
 */
export function priceTokens(price: Price, tokens: PricedTokens): bigint {
  const audioIn = tokens.inputAudioTokens ?? 0;
  const audioOut = tokens.outputAudioTokens ?? 0;
  const writtenForAnHour = Math.min(tokens.cacheWriteOneHourTokens ?? 0, tokens.cacheWriteTokens);
  const plainInput = Math.max(
    0,
    tokens.inputTokens - tokens.cachedInputTokens - tokens.cacheWriteTokens - audioIn,
  );
  const plainOutput = Math.max(0, tokens.outputTokens - tokens.reasoningTokens - audioOut);
  const millionths =
    part(price.input, plainInput, tokens) +
    part(price.cachedInput, tokens.cachedInputTokens, tokens) +
    part(price.cacheWrite, tokens.cacheWriteTokens - writtenForAnHour, tokens) +
    part(price.cacheWriteOneHour, writtenForAnHour, tokens) +
    part(price.inputAudio, audioIn, tokens) +
    part(price.output, plainOutput, tokens) +
    part(price.reasoning, tokens.reasoningTokens, tokens) +
    part(price.outputAudio, audioOut, tokens);
  return price.perRequestNanoUsd + (millionths + TOKENS_PER_RATE / 2n) / TOKENS_PER_RATE;
}

function part(rate: Rate, count: number, { inputTokens }: PricedTokens): bigint {
  if (count === 0) return 0n;
  let nanoUsdPerMillion = rate.nanoUsdPerMillion;
  for (const tier of rate.tiers) {
    if (inputTokens > tier.aboveInputTokens) nanoUsdPerMillion = tier.nanoUsdPerMillion;
  }
  return BigInt(count) * nanoUsdPerMillion;
}
