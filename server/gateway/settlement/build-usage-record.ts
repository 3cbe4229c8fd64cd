import type { UsageRecord } from '../../store/ledger.ts';
import { priceAnswer } from '../../store/prices/price-answer.ts';
import type { PricedUsage } from '../../store/prices/price-usage.ts';
import { type BelievedUsage, believeUsage } from './believe-usage.ts';
import { composeRecord } from './compose-record.ts';
import { estimateUsage } from './estimate-usage.ts';
import { mostTokens } from './most-tokens.ts';
import { priceBasis } from './price-basis.ts';
import type { AnswerReading, RequestOutcome } from './request-outcome.ts';
import { noTokens, type SettledTokens } from './settled-tokens.ts';

/**
 * The one record of a request. Answers at once when the provider counted the tokens; a promise when they
 * have to be estimated. Never throws or rejects.
 */
export function buildUsageRecord(outcome: RequestOutcome): UsageRecord | Promise<UsageRecord> {
  const { answer } = outcome;
  if (!answer || !outcome.served) return assemble(outcome, noTokens);
  const believed = answer.usage && believeUsage(answer.usage, mostTokens(outcome.served));
  if (believed && answer.complete && saysAll(believed, answer)) return assemble(outcome, believed.tokens);
  return estimateUsage(answer, believed, outcome.endedBy, outcome).then(
    (tokens) => assemble(outcome, tokens),
    // Without a tokenizer, what the provider did count is all there is.
    () => assemble(outcome, believed ? { ...believed.tokens, estimated: true } : noTokens),
  );
}

/** Whether nothing is left to count: no output is believed where there is no text. */
function saysAll({ tokens, doubtsInput, doubtsOutput }: BelievedUsage, answer: AnswerReading): boolean {
  if (doubtsInput || doubtsOutput) return false;
  return tokens.outputTokens > 0 || answer.text() === '';
}

function assemble(outcome: RequestOutcome, tokens: SettledTokens): UsageRecord {
  const { served, answer, tenant, receivedAt } = outcome;
  if (!served || tokens === noTokens) return composeRecord(outcome, tokens, noCharge);
  const basis = priceBasis(served, tenant, answer?.model ?? null, receivedAt);
  return composeRecord(outcome, tokens, priceAnswer(basis, tokens));
}

const noCharge: PricedUsage = { costNanoUsd: 0n, priceVersion: null, costLines: null };
