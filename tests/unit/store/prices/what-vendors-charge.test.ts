import { describe, expect, it } from 'vitest';
import type { Usage } from '../../../../server/canonical/usage.ts';
import { decodeUsage as decodeAnthropic } from '../../../../server/dialects/anthropic-messages/usage.ts';
import { decodeUsage as decodeGemini } from '../../../../server/dialects/gemini/usage.ts';
import { usageOf as decodeOpenAi } from '../../../../server/dialects/openai-chat/usage.ts';
import { priceUsage } from '../../../../server/store/prices/price-usage.ts';

const at = new Date('2026-11-01T12:00:00Z');

function charge(provider: string, model: string, usage: Usage | null) {
  if (usage === null) throw new Error('no usage was read');
  const { costNanoUsd, priceVersion } = priceUsage(
    { provider, priceProvider: provider, free: false, model, at },
    usage,
    [],
  );
  return { usd: Number(costNanoUsd) / 1e9, priceVersion };
}

describe('a vendor charges', () => {
  it('web searches of Claude by the thousand, beside the tokens', () => {
    const usage = {
      input_tokens: 1_000,
      output_tokens: 100,
      server_tool_use: { web_search_requests: 3 },
    };
    const without = charge(
      'anthropic',
      'claude-sonnet-4-5',
      decodeAnthropic({ ...usage, server_tool_use: null }),
    );
    const { usd } = charge('anthropic', 'claude-sonnet-4-5', decodeAnthropic(usage));
    expect(usd - without.usd).toBeCloseTo(0.03, 9);
  });

  it('tokens written to the cache for an hour at twice the input', () => {
    const written = (ephemeral_5m_input_tokens: number, ephemeral_1h_input_tokens: number) =>
      charge(
        'anthropic',
        'claude-sonnet-4-5',
        decodeAnthropic({
          input_tokens: 0,
          output_tokens: 0,
          cache_creation_input_tokens: ephemeral_5m_input_tokens + ephemeral_1h_input_tokens,
          cache_creation: { ephemeral_5m_input_tokens, ephemeral_1h_input_tokens },
        }),
      ).usd;
    expect(written(100_000, 0)).toBeCloseTo(0.375, 9);
    expect(written(0, 100_000)).toBeCloseTo(0.6, 9);
  });

  it.each([
    ['claude-opus-4-6', 6],
    ['claude-opus-5', 2],
  ])('fast mode of %s at %d times the price', (model, times) => {
    const usage = { input_tokens: 10_000, output_tokens: 1_000 };
    const usual = charge('anthropic', model, decodeAnthropic({ ...usage, speed: 'standard' }));
    const fast = charge('anthropic', model, decodeAnthropic({ ...usage, speed: 'fast' }));
    expect(fast.usd).toBeCloseTo(times * usual.usd, 9);
    expect(fast.priceVersion).toBe(`${usual.priceVersion}+fast`);
  });

  it.each([
    ['batch', 0.5],
    ['priority', 1],
    ['standard', 1],
  ])('Claude of the tier %s at %d of the price', (service_tier, times) => {
    const usage = { input_tokens: 10_000, output_tokens: 1_000 };
    const usual = charge('anthropic', 'claude-haiku-4-5', decodeAnthropic(usage));
    const { usd } = charge('anthropic', 'claude-haiku-4-5', decodeAnthropic({ ...usage, service_tier }));
    expect(usd).toBeCloseTo(times * usual.usd, 9);
  });

  it.each([
    ['gpt-4o', 'default', 2.5],
    ['gpt-4o', 'auto', 2.5],
    ['gpt-4o', 'unheard-of', 2.5],
    ['gpt-4o', 'flex', 1.25],
    ['gpt-4o', 'priority', 4.25],
    ['gpt-4o-mini', 'priority', 0.25],
    ['gpt-4.1', 'priority', 3.5],
    ['o4-mini', 'priority', 2],
    ['gpt-5', 'fast', 2.5],
    ['gpt-5-mini', 'priority', 0.45],
  ])('a million input tokens of %s in the tier %s $%d', (model, service_tier, usd) => {
    const usage = { prompt_tokens: 1_000_000, completion_tokens: 0, total_tokens: 1_000_000 };
    expect(charge('openai', model, decodeOpenAi({ usage, service_tier })).usd).toBeCloseTo(usd, 9);
  });

  it.each([
    ['standard', 1],
    ['flex', 0.5],
    ['PRIORITY', 1.8],
  ])('Gemini of the tier %s at %d times the price', (serviceTier, times) => {
    const usage = { promptTokenCount: 1_000, candidatesTokenCount: 500 };
    const usual = charge('google', 'gemini-2.5-pro', decodeGemini(usage));
    expect(charge('google', 'gemini-2.5-pro', decodeGemini({ ...usage, serviceTier })).usd).toBeCloseTo(
      times * usual.usd,
      9,
    );
  });

  it('images that Gemini makes at their own rate', () => {
    const usage = decodeGemini({
      promptTokenCount: 0,
      candidatesTokenCount: 1_000_100,
      candidatesTokensDetails: [
        { modality: 'IMAGE', tokenCount: 1_000_000 },
        { modality: 'TEXT', tokenCount: 100 },
      ],
    });
    expect(charge('google', 'gemini-2.5-flash-image', usage).usd).toBeCloseTo(30 + 100 * 2.5e-6, 9);
  });

  it('audio that Gemini read from its cache once, at the rate of cached audio', () => {
    const usage = decodeGemini({
      promptTokenCount: 1_000_000,
      cachedContentTokenCount: 600_000,
      promptTokensDetails: [{ modality: 'AUDIO', tokenCount: 1_000_000 }],
      cacheTokensDetails: [{ modality: 'AUDIO', tokenCount: 600_000 }],
    });
    expect(charge('google', 'gemini-2.5-flash', usage).usd).toBeCloseTo(0.4 * 1 + 0.6 * 0.1, 9);
  });

  it('images read by OpenAI at their own rate, and audio', () => {
    const usage = decodeOpenAi({
      usage: {
        prompt_tokens: 1_000_000,
        completion_tokens: 1_000,
        prompt_tokens_details: { image_tokens: 400_000, audio_tokens: 100_000 },
        completion_tokens_details: { audio_tokens: 1_000 },
      },
    });
    expect(charge('openai', 'gpt-realtime', usage).usd).toBeCloseTo(0.5 * 4 + 0.4 * 5 + 0.1 * 32 + 0.064, 9);
  });

  it('searches of Perplexity', () => {
    const usage = { prompt_tokens: 10, completion_tokens: 10, num_search_queries: 2 };
    const without = charge(
      'perplexity',
      'sonar-deep-research',
      decodeOpenAi({ usage: { ...usage, num_search_queries: 0 } }),
    );
    const { usd } = charge('perplexity', 'sonar-deep-research', decodeOpenAi({ usage }));
    expect(usd - without.usd).toBeCloseTo(0.01, 9);
  });
});
