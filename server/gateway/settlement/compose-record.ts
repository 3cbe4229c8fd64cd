import { errorTable } from '../../canonical/error-table.ts';
import type { UsageRecord } from '../../store/ledger.ts';
import type { PricedUsage } from '../../store/prices/price-usage.ts';
import { recordedEndUser } from './recorded-end-user.ts';
import { recordedModel } from './recorded-model.ts';
import { recordedText } from './recorded-text.ts';
import type { RequestOutcome } from './request-outcome.ts';
import type { SettledTokens } from './settled-tokens.ts';
import { triedChannels } from './tried-channels.ts';

/** The retry policy makes eight at most. */
const MOST_ATTEMPTS = 32;
/** Of what the client was told. */
const MOST_MESSAGE_CHARACTERS = 500;

/** A request's record, of what became of it, what it used and what that costs. */
export function composeRecord(
  outcome: RequestOutcome,
  tokens: SettledTokens,
  { costNanoUsd, priceVersion, costLines }: PricedUsage,
): UsageRecord {
  const { key, served, answer } = outcome;
  const channelId = served?.channel.id ?? null;
  const failure = outcome.fault ?? (outcome.endedBy === 'client' ? clientLeft : null);
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
    channelId,
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
    costLines,
    latencyFirstByteMs: outcome.latencyFirstByteMs,
    latencyMs: outcome.latencyMs,
    httpStatus: outcome.httpStatus,
    errorCode: failure?.code ?? null,
    errorMessage: failure && recordedText(failure.message, MOST_MESSAGE_CHARACTERS),
    finishReason: answer?.finish?.unified ?? null,
    endedBy: outcome.endedBy,
    losses: outcome.losses,
    triedChannelIds: triedChannels(outcome.attempts, channelId),
    endUser: recordedEndUser(outcome.envelope?.endUser),
    tags: outcome.tags,
    reservation: outcome.reservation,
  };
}

const clientLeft = { code: 'client_closed', message: errorTable.client_closed.message } as const;
