import type { AnswerProgress } from '../../canonical/answer-progress.ts';
import type { OpenRecord, OpenRequest } from '../../store/ledger.ts';
import type { PriceBasis } from '../../store/prices/price-answer.ts';
import type { PricedTokens } from '../../store/prices/price-tokens.ts';
import { believeUsage } from './believe-usage.ts';
import { roughTokens } from './rough-tokens.ts';
import { noTokens } from './settled-tokens.ts';

export interface OpenRequestOptions {
  record: OpenRecord;
  price: PriceBasis;
  /** About how many, for as long as the provider has not counted. */
  promptTokens: number;
  /** How many of a provider's count are believed. */
  mostTokens: number;
  /** Asked again and again. */
  progress(): AnswerProgress;
}

/** What the ledger has to know of a request whose answer is on its way. */
export function openRequest(options: OpenRequestOptions): OpenRequest {
  const { record, price } = options;
  return { record, price, tokensSoFar: () => tokensSoFar(options) };
}

/** The provider's own count as far as it has come; the rest by the length of what was said. */
function tokensSoFar({ progress, promptTokens, mostTokens }: OpenRequestOptions): PricedTokens {
  const { usage, textBytes } = progress();
  const reported = usage ? believeUsage(usage, mostTokens).tokens : noTokens;
  const { raw: _, estimated: __, ...tokens } = reported;
  tokens.inputTokens ||= promptTokens;
  tokens.outputTokens = Math.max(tokens.outputTokens, roughTokens(textBytes));
  return tokens;
}
