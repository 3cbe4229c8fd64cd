import type { AnswerProgress } from '../../canonical/answer-progress.ts';
import type { OpenRequest } from '../../store/ledger.ts';
import type { PricedTokens } from '../../store/prices/price-tokens.ts';
import { believeUsage } from './believe-usage.ts';
import { composeRecord, noCharge } from './compose-record.ts';
import { mostTokens } from './most-tokens.ts';
import { priceBasis } from './price-basis.ts';
import type { RequestOutcome } from './request-outcome.ts';
import { roughTokens } from './rough-tokens.ts';
import { noTokens } from './settled-tokens.ts';

/**
 * What the ledger has to know of a request whose answer is on its way.
 * @param outcome as it is to be should this process die now
 * @param promptTokens about how many, for as long as the provider has not counted
 * @param progress asked again and again
 */
export function openRequest(
  outcome: RequestOutcome & { served: NonNullable<RequestOutcome['served']> },
  promptTokens: number,
  progress: () => AnswerProgress,
): OpenRequest {
  const record = composeRecord(outcome, noTokens, noCharge);
  return {
    record,
    price: { ...priceBasis(outcome, outcome.served), answeredAs: record.modelUsed },
    tokensSoFar: () => tokensOf(progress(), promptTokens, outcome.served),
  };
}

/** The provider's own count as far as it has come; the rest by the length of what was said. */
function tokensOf(
  { usage, textBytes }: AnswerProgress,
  promptTokens: number,
  served: NonNullable<RequestOutcome['served']>,
): PricedTokens {
  const outputTokens = roughTokens(textBytes);
  if (!usage) return { ...noTokens, inputTokens: promptTokens, outputTokens };
  const { raw: _, estimated: __, ...reported } = believeUsage(usage, mostTokens(served)).tokens;
  return {
    ...reported,
    inputTokens: reported.inputTokens || promptTokens,
    outputTokens: Math.max(reported.outputTokens, outputTokens),
  };
}
