import type { Usage } from '../../canonical/usage.ts';
import type { SettledTokens } from './settled-tokens.ts';

/** What of a provider's count can be charged, and what cannot be believed. */
export interface BelievedUsage {
  /** Parts within their totals; a total that is not believed is 0. */
  tokens: SettledTokens;
  /** Has to be estimated: could not be read, is 0 though every request has input, or is absurd. */
  doubtsInput: boolean;
  /** Like `doubtsInput`, but 0 may be true: that depends on the text. */
  doubtsOutput: boolean;
}

/** No vendor lets a request search as often. */
const MOST_SEARCHES = 1_000;

/** Upstreams are not trusted with numbers: what a request is charged for is a whole number within reason. */
export function believeUsage(usage: Usage, mostTokens: number): BelievedUsage {
  const input = believed(usage.inputTokens, mostTokens);
  const output = believed(usage.outputTokens, mostTokens);
  const doubtsInput = input === null || input === 0 || usage.unreadable?.input === true;
  const doubtsOutput = output === null || usage.unreadable?.output === true;
  const cut = new Cut();
  const inputTokens = doubtsInput ? 0 : input;
  const outputTokens = doubtsOutput ? 0 : output;
  const cachedInputTokens = cut.within(usage.cachedInputTokens, inputTokens);
  const cacheWriteTokens = cut.within(usage.cacheWriteTokens, inputTokens - cachedInputTokens);
  const reasoningTokens = cut.within(usage.reasoningTokens, outputTokens);
  const tokens: SettledTokens = {
    inputTokens,
    cachedInputTokens,
    cacheWriteTokens,
    outputTokens,
    reasoningTokens,
    raw: usage.raw,
    estimated: false,
  };
  if (usage.cacheWriteOneHourTokens !== undefined) {
    tokens.cacheWriteOneHourTokens = cut.within(usage.cacheWriteOneHourTokens, cacheWriteTokens);
  }
  if (usage.inputAudioTokens !== undefined) {
    tokens.inputAudioTokens = cut.within(usage.inputAudioTokens, inputTokens);
  }
  if (usage.outputAudioTokens !== undefined) {
    tokens.outputAudioTokens = cut.within(usage.outputAudioTokens, outputTokens);
  }
  if (usage.cachedAudioTokens !== undefined) {
    const most = Math.min(tokens.inputAudioTokens ?? 0, cachedInputTokens);
    tokens.cachedAudioTokens = cut.within(usage.cachedAudioTokens, most);
  }
  if (usage.inputImageTokens !== undefined) {
    tokens.inputImageTokens = cut.within(usage.inputImageTokens, inputTokens);
  }
  if (usage.outputImageTokens !== undefined) {
    tokens.outputImageTokens = cut.within(usage.outputImageTokens, outputTokens);
  }
  if (usage.webSearches !== undefined) tokens.webSearches = cut.within(usage.webSearches, MOST_SEARCHES);
  if (usage.serviceTier !== undefined) tokens.serviceTier = usage.serviceTier;
  tokens.estimated = cut.happened || doubtsInput || doubtsOutput || usage.unreadable !== undefined;
  return { tokens, doubtsInput, doubtsOutput };
}

function believed(count: number, most: number): number | null {
  return Number.isSafeInteger(count) && count >= 0 && count <= most ? count : null;
}

/** Keeps parts within their totals. */
class Cut {
  happened = false;

  within(part: number, total: number): number {
    if (Number.isSafeInteger(part) && part >= 0 && part <= total) return part;
    this.happened = true;
    return part > 0 ? total : 0;
  }
}
