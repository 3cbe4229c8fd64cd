import { describe, expect, it } from 'vitest';
import { Fault } from '../../../server/canonical/fault.ts';
import { buildUsageRecord } from '../../../server/gateway/settlement/build-usage-record.ts';
import type { Provider } from '../../../server/providers/provider.ts';
import type { PriceOverride } from '../../../server/store/configuration.ts';
import type { UsageRecord } from '../../../server/store/ledger.ts';
import { answer, outcome, provider, usage } from './sample-outcome.ts';

const NOTHING = {
  inputTokens: 0,
  cachedInputTokens: 0,
  cacheWriteTokens: 0,
  outputTokens: 0,
  reasoningTokens: 0,
  rawUsage: null,
  usageEstimated: false,
  costNanoUsd: 0n,
  priceVersion: null,
};

describe('the record of a request', () => {
  it('is there at once when the provider counted, with its tokens, price and names', () => {
    const record = buildUsageRecord(outcome());
    expect(record).toEqual<UsageRecord>({
      id: '01900000-0000-7000-8000-000000000000',
      createdAt: new Date('2026-10-01T12:00:00Z'),
      tenantId: 'tenant',
      teamId: 'team',
      apiKeyId: 'key',
      dialect: 'openai-chat',
      endpoint: '/v1/chat/completions',
      stream: true,
      modelRequested: 'fast',
      modelUsed: 'gpt-4o-mini-2024-07-18',
      channelId: 'channel',
      provider: 'openai',
      attempts: [],
      inputTokens: 1_000,
      cachedInputTokens: 200,
      cacheWriteTokens: 0,
      outputTokens: 50,
      reasoningTokens: 10,
      rawUsage: { prompt_tokens: 1_000 },
      usageEstimated: false,
      costNanoUsd: 165_000n,
      priceVersion: 'genai-prices@0.1.8:openai/gpt-4o-mini',
      latencyFirstByteMs: 100,
      latencyMs: 200,
      httpStatus: 200,
      errorCode: null,
      finishReason: 'stop',
      endedBy: 'completed',
      losses: [],
    });
  });

  it('costs nothing when no channel answered', async () => {
    const record = await buildUsageRecord(
      outcome({
        served: null,
        answer: null,
        fault: new Fault('upstream_overloaded'),
        httpStatus: 503,
        endedBy: 'upstream',
      }),
    );
    expect(record).toMatchObject({
      ...NOTHING,
      modelUsed: null,
      channelId: null,
      errorCode: 'upstream_overloaded',
      httpStatus: 503,
    });
  });

  it('costs nothing when the answer broke off before any output', async () => {
    const announced = { ...usage, outputTokens: 1 };
    for (const counted of [null, announced]) {
      const broken = answer({ usage: counted, complete: false, finish: null, text: () => '' });
      const record = await buildUsageRecord(
        outcome({ answer: broken, fault: new Fault('upstream_error'), endedBy: 'upstream' }),
      );
      expect(record).toMatchObject({ ...NOTHING, errorCode: 'upstream_error' });
    }
  });

  it('is charged the prompt when the client left before any output, by the count of whoever counted', async () => {
    const left = { endedBy: 'client', fault: new Fault('client_closed'), httpStatus: 499 } as const;
    const silent = answer({ model: null, usage: null, complete: false, finish: null, text: () => '' });
    expect(await buildUsageRecord(outcome({ ...left, answer: silent }))).toMatchObject({
      inputTokens: 14,
      outputTokens: 0,
      usageEstimated: true,
      costNanoUsd: 14n * 150n,
      channelId: 'channel',
      modelUsed: 'gpt-4o-mini',
      errorCode: 'client_closed',
    });
    const announced = { ...silent, usage: { ...usage, outputTokens: 1, reasoningTokens: 0 } };
    expect(await buildUsageRecord(outcome({ ...left, answer: announced }))).toMatchObject({
      inputTokens: 1_000,
      cachedInputTokens: 200,
      outputTokens: 1,
      usageEstimated: true,
      rawUsage: usage.raw,
    });
  });

  it('is estimated and marked so when a whole answer came without usage', async () => {
    const record = await buildUsageRecord(outcome({ answer: answer({ usage: null }) }));
    expect(record).toMatchObject({ usageEstimated: true, rawUsage: null, errorCode: null });
    // o200k: "Waves fold into foam." is 6 tokens; the haiku's prompt 8, and 6 for the framing.
    expect(record.outputTokens).toBe(6);
    expect(record.inputTokens).toBe(14);
    expect(record.costNanoUsd).toBe(BigInt(14 * 150 + 6 * 600));
  });

  it('counts the output of an answer that was abandoned, beside what the provider had counted', async () => {
    const left = answer({
      usage: { ...usage, outputTokens: 1, reasoningTokens: 0 },
      complete: false,
      finish: null,
    });
    const record = await buildUsageRecord(outcome({ answer: left, endedBy: 'client' }));
    expect(record).toMatchObject({
      inputTokens: 1_000,
      cachedInputTokens: 200,
      outputTokens: 6,
      usageEstimated: true,
      errorCode: 'client_closed',
      endedBy: 'client',
      finishReason: null,
    });
  });

  it("keeps the provider's count when that is higher than the text shows (hidden reasoning)", async () => {
    const record = await buildUsageRecord(outcome({ answer: answer({ complete: false }) }));
    expect(record).toMatchObject({ outputTokens: 50, usageEstimated: true });
  });

  it('is made all the same when prompt and answer cannot be read', async () => {
    const unreadable = () => {
      throw new Error('unreadable');
    };
    const noPrompt = await buildUsageRecord(
      outcome({ answer: answer({ usage: null }), countPrompt: async () => unreadable() }),
    );
    expect(noPrompt).toMatchObject({ inputTokens: 0, outputTokens: 6, usageEstimated: true });
    const noText = await buildUsageRecord(outcome({ answer: answer({ complete: false, text: unreadable }) }));
    expect(noText).toMatchObject({ inputTokens: 1_000, outputTokens: 50, usageEstimated: true });
  });

  it('takes no number from an upstream as it is', async () => {
    const hostile = {
      ...usage,
      inputTokens: Number.NaN,
      cachedInputTokens: -5,
      outputTokens: 1e300,
      reasoningTokens: 2.5,
    };
    const record = await buildUsageRecord(outcome({ answer: answer({ usage: hostile }) }));
    expect(record).toMatchObject({
      inputTokens: 0,
      cachedInputTokens: 0,
      outputTokens: 2_147_483_647,
      reasoningTokens: 3,
    });
    expect(record.costNanoUsd).toBeGreaterThan(0n);
  });

  it('bounds names of models and keeps no key sent in their place', async () => {
    const key = 'sk-proj-abcdefghijklmnopqrstuvwx';
    const record = await buildUsageRecord(
      outcome({
        envelope: { model: key, stream: false },
        answer: answer({ model: `${key} ${'x'.repeat(10_000)}` }),
      }),
    );
    expect(record.modelRequested).toBe('[redacted]');
    expect(record.modelUsed).not.toContain(key);
    expect(record.modelUsed?.length).toBeLessThanOrEqual(256);
  });

  it("is priced by the tenant's own price of the channel's model, not of the public name", async () => {
    const override: PriceOverride = {
      id: 'price',
      tenantId: 'tenant',
      provider: 'openai',
      model: 'gpt-4o-mini',
      inputNanoUsdPerMillion: 1_000_000n,
      outputNanoUsdPerMillion: 2_000_000n,
      cachedInputNanoUsdPerMillion: null,
      cacheWriteNanoUsdPerMillion: null,
      updatedAt: new Date('2026-09-01T00:00:00Z'),
    };
    const decoy = { ...override, id: 'decoy', model: 'fast', inputNanoUsdPerMillion: 9n };
    const plain = outcome();
    const tenant = plain.tenant && { ...plain.tenant, priceOverrides: [decoy, override] };
    expect(await buildUsageRecord({ ...plain, tenant })).toMatchObject({
      costNanoUsd: 1_000n + 100n,
      priceVersion: 'override:price@2026-09-01T00:00:00.000Z',
    });
  });

  it("prices a router's choice by the model that answered", async () => {
    const channel = outcome().served?.channel;
    if (!channel) throw new Error('the sample is served');
    const record = await buildUsageRecord(
      outcome({
        served: {
          channel,
          upstreamModel: 'auto-of-some-router',
          provider: { ...provider, id: 'openrouter', priceProvider: 'openrouter' },
        },
        answer: answer({ model: 'openai/gpt-4o-mini' }),
      }),
    );
    expect(record.priceVersion).toBe('genai-prices@0.1.8:openrouter/openai/gpt-4o-mini');
  });

  it('is known to be free where a provider inside this process answers', async () => {
    const channel = outcome().served?.channel;
    if (!channel) throw new Error('the sample is served');
    const inside: Provider = {
      ...provider,
      id: 'simulator',
      priceProvider: undefined,
      inProcess: {
        read: () => null,
        answer: async () => ({ status: 200, headers: {}, body: (async function* () {})() }),
      },
    };
    const record = await buildUsageRecord(
      outcome({ served: { channel, upstreamModel: 'simulator', provider: inside } }),
    );
    expect(record).toMatchObject({ costNanoUsd: 0n, priceVersion: 'free:simulator', inputTokens: 1_000 });
  });
});
