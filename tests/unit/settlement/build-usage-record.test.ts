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
  costLines: null,
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
      costLines: [
        { kind: 'input', tokens: 800, nanoUsdPerMillion: 150_000_000n },
        { kind: 'cachedInput', tokens: 200, nanoUsdPerMillion: 75_000_000n },
        { kind: 'output', tokens: 40, nanoUsdPerMillion: 600_000_000n },
        { kind: 'reasoning', tokens: 10, nanoUsdPerMillion: 600_000_000n },
      ],
      latencyFirstByteMs: 100,
      latencyMs: 200,
      httpStatus: 200,
      errorCode: null,
      errorMessage: null,
      finishReason: 'stop',
      endedBy: 'completed',
      losses: [],
      triedChannelIds: [],
      endUser: null,
      tags: [],
      replayOf: null,
      reservation: null,
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

  it.each([
    ['no number', { inputTokens: Number.NaN, outputTokens: Number.NaN }],
    ['negative', { inputTokens: -1_000, outputTokens: -50 }],
    ['fractional', { inputTokens: 1_000.5, outputTokens: 50.5 }],
    ['absurd', { inputTokens: 1e300, outputTokens: 1e300 }],
    ['eight times what the model can take', { inputTokens: 8 * 128_000 + 1, outputTokens: 8 * 128_000 + 1 }],
    ['0 though there were prompt and answer', { inputTokens: 0, outputTokens: 0 }],
    ['unreadable', { unreadable: { input: true, output: true, part: false } }],
  ])('counts itself where the provider says what cannot be: %s', async (_, counts) => {
    const hostile = { ...usage, cachedInputTokens: 0, reasoningTokens: 0, ...counts };
    const record = await buildUsageRecord(outcome({ answer: answer({ usage: hostile }) }));
    expect(record).toMatchObject({
      inputTokens: 14,
      outputTokens: 6,
      usageEstimated: true,
      rawUsage: usage.raw,
      costNanoUsd: BigInt(14 * 150 + 6 * 600),
    });
  });

  it('counts only the half that cannot be believed', async () => {
    const noInput = { ...usage, inputTokens: -1 };
    expect(await buildUsageRecord(outcome({ answer: answer({ usage: noInput }) }))).toMatchObject({
      inputTokens: 14,
      cachedInputTokens: 0,
      outputTokens: 50,
      reasoningTokens: 10,
      usageEstimated: true,
    });
    const noOutput = { ...usage, outputTokens: 0, reasoningTokens: 0 };
    expect(await buildUsageRecord(outcome({ answer: answer({ usage: noOutput }) }))).toMatchObject({
      inputTokens: 1_000,
      cachedInputTokens: 200,
      outputTokens: 6,
      usageEstimated: true,
    });
  });

  it('keeps parts within their totals, and says so', async () => {
    const tooMuch = {
      ...usage,
      cachedInputTokens: 5_000,
      cacheWriteTokens: 10,
      reasoningTokens: 51,
      inputAudioTokens: 2_000,
      outputAudioTokens: -3,
    };
    expect(await buildUsageRecord(outcome({ answer: answer({ usage: tooMuch }) }))).toMatchObject({
      inputTokens: 1_000,
      cachedInputTokens: 1_000,
      cacheWriteTokens: 0,
      outputTokens: 50,
      reasoningTokens: 50,
      usageEstimated: true,
    });
    const record = await buildUsageRecord(
      outcome({
        answer: answer({ usage: { ...usage, unreadable: { input: false, output: false, part: true } } }),
      }),
    );
    expect(record).toMatchObject({ inputTokens: 1_000, outputTokens: 50, usageEstimated: true });
  });

  it('believes that nothing was said where nothing was', async () => {
    const silent = answer({ usage: { ...usage, outputTokens: 0, reasoningTokens: 0 }, text: () => '' });
    expect(await buildUsageRecord(outcome({ answer: silent }))).toMatchObject({
      inputTokens: 1_000,
      outputTokens: 0,
      usageEstimated: false,
    });
  });

  it('believes up to 20 million where no window of the model is known', async () => {
    const channel = outcome().served?.channel;
    if (!channel) throw new Error('the sample is served');
    const served = { channel, upstreamModel: 'nobody-knows', provider };
    const counted = async (inputTokens: number) =>
      buildUsageRecord(outcome({ served, answer: answer({ usage: { ...usage, inputTokens } }) }));
    expect(await counted(20_000_000)).toMatchObject({ inputTokens: 20_000_000, usageEstimated: false });
    expect(await counted(20_000_001)).toMatchObject({ inputTokens: 14, usageEstimated: true });
  });

  it('counts a long stream by its beginning and its length', async () => {
    const long = answer({
      usage: null,
      text: () => 'Waves fold into foam. '.repeat(1_000),
      textLength: () => 220_000,
    });
    const record = await buildUsageRecord(outcome({ answer: long }));
    expect(record.outputTokens).toBeGreaterThan(10_000 * 5 * 0.9);
    expect(record.outputTokens).toBeLessThan(10_000 * 6 * 1.1);
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
