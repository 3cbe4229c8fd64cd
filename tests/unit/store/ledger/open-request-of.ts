import type { OpenRequest, UsageRecord } from '../../../../server/store/ledger.ts';
import type { PricedTokens } from '../../../../server/store/prices/price-tokens.ts';

/** A request that is to have this record, as the gateway begins it. */
export function openRequestOf(record: UsageRecord, tokens: Partial<PricedTokens> = {}): OpenRequest {
  const { id, createdAt, tenantId, teamId, apiKeyId, dialect, endpoint, stream } = record;
  const { modelRequested, modelUsed, channelId, provider, attempts, latencyFirstByteMs, losses } = record;
  const { triedChannelIds, endUser, tags, reservation } = record;
  return {
    record: {
      ...{ id, createdAt, tenantId, teamId, apiKeyId, dialect, endpoint, stream },
      ...{ modelRequested, modelUsed, channelId, provider, attempts, latencyFirstByteMs, losses },
      ...{ triedChannelIds, endUser, tags, reservation },
    },
    price: {
      provider: 'openai',
      priceProvider: 'openai',
      free: false,
      model: 'gpt-4o-mini',
      at: record.createdAt,
      answeredAs: null,
      overrides: [],
    },
    tokensSoFar: () => ({
      inputTokens: 100,
      cachedInputTokens: 0,
      cacheWriteTokens: 0,
      outputTokens: 10,
      reasoningTokens: 0,
      ...tokens,
    }),
  };
}
