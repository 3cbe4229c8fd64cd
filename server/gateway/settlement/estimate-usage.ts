import type { RequestEnding } from '../../store/ledger.ts';
import type { AnswerReading, RequestOutcome } from './request-outcome.ts';
import { noTokens, reportedTokens, type SettledTokens } from './settled-tokens.ts';

/** Anthropic's `message_start` already counts the opening of an answer that has not begun. */
const ANNOUNCED_TOKENS = 8;

/**
 * Counts with a tokenizer what the provider did not: everything when it sent no usage, and the output when
 * the answer broke off after a first count (Anthropic sends one at the start). What it did count is kept.
 * An answer that broke off before any output is charged nothing, unless its client left: for the prompt that
 * a provider read before that, it charges all the same.
 * @param countPrompt may reject: a prompt that cannot be read is counted as empty
 */
export async function estimateUsage(
  answer: AnswerReading,
  endedBy: RequestEnding,
  { countPrompt, countText }: Pick<RequestOutcome, 'countPrompt' | 'countText'>,
): Promise<SettledTokens> {
  const text = answer.text();
  const brokeOff = text === '' && !answer.complete && !hasOtherOutput(answer);
  if (brokeOff && endedBy !== 'client') return noTokens;
  const outputTokens = await countText(text);
  if (!answer.usage) {
    return {
      ...noTokens,
      inputTokens: await promptTokens(countPrompt),
      outputTokens,
      estimated: true,
    };
  }
  const reported = reportedTokens(answer.usage);
  return { ...reported, outputTokens: Math.max(reported.outputTokens, outputTokens), estimated: true };
}

/** Output that is not text (an image), which only the provider's count shows. */
function hasOtherOutput(answer: AnswerReading): boolean {
  return (answer.usage?.outputTokens ?? 0) > ANNOUNCED_TOKENS;
}

async function promptTokens(countPrompt: () => Promise<number>): Promise<number> {
  try {
    return await countPrompt();
  } catch {
    return 0;
  }
}
