import type { UsageRecord } from '../../store/ledger.ts';
import type { PricedUsage } from '../../store/prices/price-usage.ts';
import { recordedModel } from './recorded-model.ts';
import type { RequestOutcome } from './request-outcome.ts';
import type { SettledTokens } from './settled-tokens.ts';

/** The retry policy makes eight at most. */
const MOST_ATTEMPTS = 32;

/** A request's record, of what became of it, what it used and what that costs. */
export function composeRecord(
  outcome: RequestOutcome,
  tokens: SettledTokens,
  { costNanoUsd, priceVersion }: PricedUsage,
): UsageRecord {
  const { key, served, answer, fault } = outcome;
  return {
    id: outcome.requestId,
    createdAt: outcome.receivedAt,
    tenantId: key.tenantId,
    teamId: key.teamId,
    apiKeyId: key.id,
    dialect: outcome.dialect,
    endpoint: outcome.endpoint,
    stream: outcome.envelope?.stream ?? false,
    modelRequested: recordedModel(outcome.envelope?.model ?? ''),
    modelUsed: served && recordedModel(answer?.model ?? served.upstreamModel),
    channelId: served?.channel.id ?? null,
    provider: served?.provider.id ?? null,
    attempts: outcome.attempts.slice(0, MOST_ATTEMPTS),
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
