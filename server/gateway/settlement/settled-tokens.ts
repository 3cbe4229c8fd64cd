import type { JsonValue } from '../../canonical/json.ts';
import type { PricedTokens } from '../../store/prices/price-tokens.ts';

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
