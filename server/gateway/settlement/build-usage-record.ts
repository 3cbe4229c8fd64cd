import type { UsageRecord } from '../../store/ledger.ts';
import { priceAnswer } from '../../store/prices/price-answer.ts';
import { composeRecord, noCharge } from './compose-record.ts';
import { estimateUsage } from './estimate-usage.ts';
import { priceBasis } from './price-basis.ts';
import type { RequestOutcome } from './request-outcome.ts';
import { noTokens, reportedTokens, type SettledTokens } from './settled-tokens.ts';

/**
 * The one record of a request. Answers at once when the provider counted the tokens; a promise when they
 * have to be estimated. Never throws or rejects.
 */
export function buildUsageRecord(outcome: RequestOutcome): UsageRecord | Promise<UsageRecord> {
  const { answer } = outcome;
  if (!answer || !outcome.served) return assemble(outcome, noTokens);
  if (answer.usage && answer.complete) return assemble(outcome, reportedTokens(answer.usage));
  return estimateUsage(answer, outcome.endedBy, outcome.readPrompt).then(
    (tokens) => assemble(outcome, tokens),
    // Without a tokenizer, what the provider did count is all there is.
    () => assemble(outcome, answer.usage ? { ...reportedTokens(answer.usage), estimated: true } : noTokens),
  );
}

function assemble(outcome: RequestOutcome, tokens: SettledTokens): UsageRecord {
  const { served } = outcome;
  const charged = served !== null && tokens !== noTokens;
  return composeRecord(
    outcome,
    tokens,
    charged ? priceAnswer(priceBasis(outcome, served), tokens) : noCharge,
  );
}
