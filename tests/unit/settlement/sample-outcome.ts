import type { CanonicalRequest } from '../../../server/canonical/request.ts';
import type { Usage } from '../../../server/canonical/usage.ts';
import { countPromptTokens } from '../../../server/gateway/settlement/count-prompt-tokens.ts';
import { countTextTokens } from '../../../server/gateway/settlement/count-text-tokens.ts';
import type { AnswerReading, RequestOutcome } from '../../../server/gateway/settlement/request-outcome.ts';
import type { Provider } from '../../../server/providers/provider.ts';

export const provider: Provider = {
  id: 'openai',
  name: 'OpenAI',
  dialect: 'openai-chat',
  baseUrl: 'https://api.openai.com/v1',
  authentication: 'bearer',
  needsCredential: true,
  quirks: {},
  priceProvider: 'openai',
  suggestedModels: [],
};

export const usage: Usage = {
  inputTokens: 1_000,
  cachedInputTokens: 200,
  cacheWriteTokens: 0,
  outputTokens: 50,
  reasoningTokens: 10,
  raw: { prompt_tokens: 1_000 },
};

export const prompt: CanonicalRequest = {
  model: 'fast',
  messages: [{ role: 'user', parts: [{ type: 'text', text: 'Write a haiku about the sea.' }] }],
  sampling: {},
  stream: true,
};

/** An answer that came whole, with the provider's own count. */
export function answer(changes: Partial<AnswerReading> = {}): AnswerReading {
  return {
    model: 'gpt-4o-mini-2024-07-18',
    usage,
    finish: { unified: 'stop', raw: 'stop' },
    complete: true,
    text: () => 'Waves fold into foam.',
    ...changes,
  };
}

/** A request that succeeded. */
export function outcome(changes: Partial<RequestOutcome> = {}): RequestOutcome {
  return {
    requestId: '01900000-0000-7000-8000-000000000000',
    receivedAt: new Date('2026-10-01T12:00:00Z'),
    key: {
      id: 'key',
      tenantId: 'tenant',
      teamId: 'team',
      name: 'ci',
      models: null,
      expiresAtMs: null,
      revokedAtMs: null,
      limits: [],
      budgets: [],
    },
    tenant: {
      id: 'tenant',
      slug: 'acme',
      storeContent: false,
      channelsByModel: new Map(),
      priceOverrides: [],
      limits: [],
      budgets: [],
      whenCountersAway: 'refuse',
    },
    dialect: 'openai-chat',
    endpoint: '/v1/chat/completions',
    envelope: { model: 'fast', stream: true },
    attempts: [],
    served: {
      channel: {
        id: 'channel',
        name: 'main',
        provider: 'openai',
        baseUrl: null,
        credential: 'sk-upstream-secret-0123456789',
        mayUseThisMachine: false,
        privateNetworks: [],
        priority: 0,
        weight: 1,
      },
      upstreamModel: 'gpt-4o-mini',
      provider,
    },
    answer: answer(),
    countPrompt: () => countPromptTokens(prompt),
    countText: countTextTokens,
    fault: null,
    httpStatus: 200,
    endedBy: 'completed',
    latencyFirstByteMs: 100,
    latencyMs: 200,
    losses: [],
    tags: [],
    reservation: null,
    ...changes,
  };
}
