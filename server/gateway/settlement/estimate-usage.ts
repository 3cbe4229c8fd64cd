import type { RequestEnding } from '../../store/ledger.ts';
import type { BelievedUsage } from './believe-usage.ts';
import type { AnswerReading, RequestOutcome } from './request-outcome.ts';
import { noTokens, type SettledTokens } from './settled-tokens.ts';

/** Anthropic's `message_start` already counts the opening of an answer that has not begun. */
const ANNOUNCED_TOKENS = 8;

/**
 * Counts with a tokenizer what the provider did not, or not so that it can be believed: everything when it sent
 * no usage, and the output when the answer broke off after a first count (Anthropic sends one at the start). What
 * it did count is kept. An answer that broke off before any output is charged nothing, unless its client left: for
 * the prompt that a provider read before that, it charges all the same.
 * @param believed null when the provider sent no usage
 * @param countPrompt may reject: a prompt that cannot be read is counted as empty
 */
export async function estimateUsage(
  answer: AnswerReading,
  believed: BelievedUsage | null,
  endedBy: RequestEnding,
  { countPrompt, countText }: Pick<RequestOutcome, 'countPrompt' | 'countText'>,
): Promise<SettledTokens> {
  const text = answer.text();
  const reported = believed?.tokens ?? noTokens;
  // Output that is not text (an image) shows in the provider's count only.
  const brokeOff = text === '' && !answer.complete && reported.outputTokens <= ANNOUNCED_TOKENS;
  if (brokeOff && endedBy !== 'client') return noTokens;
  const countsOutput =
    !answer.complete || believed === null || believed.doubtsOutput || reported.outputTokens === 0;
  const outputTokens = countsOutput ? await countText(text, answer.textLength?.()) : 0;
  const countsInput = believed === null || believed.doubtsInput;
  return {
    ...reported,
    inputTokens: countsInput ? await promptTokens(countPrompt) : reported.inputTokens,
    outputTokens: Math.max(reported.outputTokens, outputTokens),
    estimated: true,
  };
}

async function promptTokens(countPrompt: () => Promise<number>): Promise<number> {
  try {
    return await countPrompt();
  } catch {
    return 0;
  }
}
