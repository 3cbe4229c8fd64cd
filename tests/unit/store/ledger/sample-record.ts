import { makeRequestId } from '../../../../server/gateway/request-id.ts';
import type { UsageRecord } from '../../../../server/store/ledger.ts';

/** A record with something in every column. */
export function sampleRecord(changes: Partial<UsageRecord> = {}): UsageRecord {
  return {
    id: makeRequestId(Date.now()),
    createdAt: new Date(),
    tenantId: '0190a000-0000-7000-8000-000000000001',
    teamId: '0190a000-0000-7000-8000-000000000002',
    apiKeyId: '0190a000-0000-7000-8000-000000000003',
    dialect: 'openai-chat',
    endpoint: '/v1/chat/completions',
    stream: true,
    modelRequested: 'fast',
    modelUsed: 'gpt-4o-mini',
    channelId: '0190a000-0000-7000-8000-000000000004',
    provider: 'openai',
    attempts: [
      {
        channelId: '0190a000-0000-7000-8000-000000000004',
        channelName: 'the "main" one, with \\ and {braces}',
        provider: 'openai',
        model: 'gpt-4o-mini',
        reason: 'priority 0, weight 1 of 1',
        status: 200,
        errorCode: null,
        startedAfterMs: 1,
        durationMs: 240,
      },
    ],
    inputTokens: 1200,
    cachedInputTokens: 1000,
    cacheWriteTokens: 100,
    outputTokens: 80,
    reasoningTokens: 20,
    rawUsage: { prompt_tokens: 1200, completion_tokens: 80 },
    usageEstimated: false,
    costNanoUsd: 123_456_789_012_345n,
    priceVersion: 'genai-prices@0.1.8:openai/gpt-4o-mini',
    costLines: [
      { kind: 'input', tokens: 100, nanoUsdPerMillion: 150_000_000n },
      { kind: 'request', nanoUsd: 123_456_789_012_345n },
    ],
    latencyFirstByteMs: 120,
    latencyMs: 260,
    httpStatus: 200,
    errorCode: null,
    errorMessage: 'told "nothing", \\ really',
    finishReason: 'stop',
    endedBy: 'completed',
    losses: ['logprobs', 'a "quoted", odd \\ one'],
    triedChannelIds: ['0190a000-0000-7000-8000-000000000005', '0190a000-0000-7000-8000-000000000006'],
    endUser: 'user "7", {the} \\ best',
    tags: ['team:search', 'v1.2'],
    reservation: {
      nanoUsd: 200_000_000_000_000,
      budgets: [
        { budgetId: '0190a000-0000-7000-8000-000000000007', periodStartMs: 1_772_319_600_000, endUser: null },
        {
          budgetId: '0190a000-0000-7000-8000-000000000008',
          periodStartMs: 1_772_319_600_000,
          endUser: 'user "7", {the} \\ best',
        },
      ],
    },
    ...changes,
  };
}
