import type { JsonValue } from '../../canonical/json.ts';
import type { Usage } from '../../canonical/usage.ts';
import type { PricedTokens } from '../../store/prices/price-tokens.ts';

/** The ledger's columns are 32-bit; no request comes near. */
const MOST_TOKENS = 2_147_483_647;

/** The tokens a request is charged for. */
export interface SettledTokens extends PricedTokens {
  raw: JsonValue | null;
  estimated: boolean;
}

export const noTokens: SettledTokens = {
  inputTokens: 0,
  cachedInputTokens: 0,
  cacheWriteTokens: 0,
  outputTokens: 0,
  reasoningTokens: 0,
  raw: null,
  estimated: false,
};

/** The provider's own count. Upstreams are not trusted with numbers: each is made whole and not negative. */
export function reportedTokens(usage: Usage): SettledTokens {
  return {
    inputTokens: wholeTokens(usage.inputTokens),
    cachedInputTokens: wholeTokens(usage.cachedInputTokens),
    cacheWriteTokens: wholeTokens(usage.cacheWriteTokens),
    cacheWriteOneHourTokens: wholeTokens(usage.cacheWriteOneHourTokens),
    outputTokens: wholeTokens(usage.outputTokens),
    reasoningTokens: wholeTokens(usage.reasoningTokens),
    inputAudioTokens: wholeTokens(usage.inputAudioTokens),
    outputAudioTokens: wholeTokens(usage.outputAudioTokens),
    raw: usage.raw,
    estimated: false,
  };
}

function wholeTokens(count: number | undefined): number {
  if (count === undefined || !(count > 0)) return 0;
  return count < MOST_TOKENS ? Math.round(count) : MOST_TOKENS;
}
