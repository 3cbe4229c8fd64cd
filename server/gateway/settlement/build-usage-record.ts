import { redactSecrets } from '../../platform/redact-secrets.ts';
import type { UsageRecord } from '../../store/ledger.ts';
import { priceUsage } from '../../store/prices/price-usage.ts';
import { estimateUsage } from './estimate-usage.ts';
import type { RequestOutcome } from './request-outcome.ts';
import { noTokens, reportedTokens, type SettledTokens } from './settled-tokens.ts';

/** Names of models come from clients and upstreams; real ones are shorter. */
const LONGEST_MODEL_NAME = 256;

/**
 * The one record of a request. Answers at once when the provider counted the tokens; a promise when they
 * have to be estimated. Never throws or rejects.
 */
export function buildUsageRecord(outcome: RequestOutcome): UsageRecord | Promise<UsageRecord> {
  const { answer } = outcome;
  if (!answer || !outcome.served) return assemble(outcome, noTokens);
  if (answer.usage && answer.complete) return assemble(outcome, reportedTokens(answer.usage));
  return estimateUsage(answer, outcome.endedBy, outcome).then(
    (tokens) => assemble(outcome, tokens),
    // Without a tokenizer, what the provider did count is all there is.
    () => assemble(outcome, answer.usage ? { ...reportedTokens(answer.usage), estimated: true } : noTokens),
  );
}

function assemble(outcome: RequestOutcome, tokens: SettledTokens): UsageRecord {
  const { key, served, answer, fault } = outcome;
  const { costNanoUsd, priceVersion } = price(outcome, tokens);
  return {
    id: outcome.requestId,
    createdAt: outcome.receivedAt,
    tenantId: key.tenantId,
    teamId: key.teamId,
    apiKeyId: key.id,
    dialect: outcome.dialect,
    endpoint: outcome.endpoint,
    stream: outcome.envelope?.stream ?? false,
    modelRequested: modelName(outcome.envelope?.model ?? ''),
    modelUsed: served && modelName(answer?.model ?? served.upstreamModel),
    channelId: served?.channel.id ?? null,
    provider: served?.provider.id ?? null,
    attempts: outcome.attempts,
    inputTokens: tokens.inputTokens,
    cachedInputTokens: tokens.cachedInputTokens,
    cacheWriteTokens: tokens.cacheWriteTokens,
    outputTokens: tokens.outputTokens,
    reasoningTokens: tokens.reasoningTokens,
    rawUsage: tokens.raw,
    usageEstimated: tokens.estimated,
    costNanoUsd,
    priceVersion,
    latencyFirstByteMs: outcome.latencyFirstByteMs,
    latencyMs: outcome.latencyMs,
    httpStatus: outcome.httpStatus,
    errorCode: fault?.code ?? (outcome.endedBy === 'client' ? 'client_closed' : null),
    finishReason: answer?.finish?.unified ?? null,
    endedBy: outcome.endedBy,
    losses: outcome.losses,
  };
}

/** Priced under the name the channel asked for; under the name that answered where only that has a price (a router's choice). */
function price({ served, answer, tenant, receivedAt }: RequestOutcome, tokens: SettledTokens) {
  if (!served || tokens === noTokens) return { costNanoUsd: 0n, priceVersion: null };
  const overrides = tenant?.priceOverrides ?? [];
  const question = {
    provider: served.provider.id,
    priceProvider: served.provider.priceProvider ?? null,
    free: served.provider.inProcess !== undefined,
    model: served.upstreamModel,
    at: receivedAt,
  };
  const asked = priceUsage(question, tokens, overrides);
  if (asked.priceVersion !== null || !answer?.model || answer.model === served.upstreamModel) return asked;
  return priceUsage({ ...question, model: answer.model }, tokens, overrides);
}

/** A key sent by mistake where a model's name belongs must not be kept. */
function modelName(name: string): string {
  return redactSecrets(name.slice(0, LONGEST_MODEL_NAME));
}
