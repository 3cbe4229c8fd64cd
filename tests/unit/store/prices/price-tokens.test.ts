import { readFileSync } from 'node:fs';
import path from 'node:path';
import { calcPrice, waitForUpdate } from '@pydantic/genai-prices';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cataloguePrice } from '../../../../server/store/prices/catalogue-price.ts';
import { CATALOGUE_VERSION, catalogueReleases } from '../../../../server/store/prices/catalogue-version.ts';
import { type PricedTokens, priceTokens } from '../../../../server/store/prices/price-tokens.ts';

const AT = new Date('2026-10-01T12:00:00Z');

const count = fc.nat({ max: 400_000 });
/** Totals include their parts, as providers count. */
const tokens = fc
  .record({
    plain: count,
    cached: count,
    written: count,
    anHour: count,
    plainOutput: count,
    reasoning: count,
  })
  .map(
    ({ plain, cached, written, anHour, plainOutput, reasoning }): PricedTokens => ({
      inputTokens: plain + cached + written,
      cachedInputTokens: cached,
      cacheWriteTokens: written,
      cacheWriteOneHourTokens: Math.min(anHour, written),
      outputTokens: plainOutput + reasoning,
      reasoningTokens: reasoning,
    }),
  );

function libraryNanoUsd(provider: string, model: string, used: PricedTokens, at: Date): number {
  const result = calcPrice(
    {
      input_tokens: used.inputTokens,
      cache_read_tokens: used.cachedInputTokens,
      cache_write_tokens: used.cacheWriteTokens,
      cache_write_1h_tokens: used.cacheWriteOneHourTokens ?? 0,
      output_tokens: used.outputTokens,
      output_reasoning_tokens: used.reasoningTokens,
      input_audio_tokens: used.inputAudioTokens ?? 0,
      output_audio_tokens: used.outputAudioTokens ?? 0,
    },
    model,
    { providerId: provider, timestamp: at },
  );
  return (result?.total_price ?? Number.NaN) * 1e9;
}

function expectSame(provider: string, model: string, used: PricedTokens, at = AT): void {
  const price = cataloguePrice(provider, model, at);
  if (!price) throw new Error(`${provider}/${model} has no price`);
  const theirs = libraryNanoUsd(provider, model, used, at);
  // A whole nano-dollar, and what the binary numbers of the library lose.
  expect(Math.abs(Number(priceTokens(price, used).costNanoUsd) - theirs)).toBeLessThanOrEqual(
    1 + theirs * 1e-9,
  );
}

describe('prices of tokens', () => {
  it.each([
    ['openai', 'gpt-4o-mini'],
    ['openai', 'gpt-5'],
    ['anthropic', 'claude-sonnet-4-20250514'],
    ['google', 'gemini-2.5-pro'],
    ['google', 'gemini-2.5-flash'],
    ['deepseek', 'deepseek-chat'],
    ['groq', 'llama-3.3-70b-versatile'],
    ['perplexity', 'sonar-deep-research'],
    ['openrouter', 'openai/gpt-4o'],
  ])("agree with the catalogue's own total for any usage of %s/%s", (provider, model) => {
    fc.assert(fc.property(tokens, (used) => expectSame(provider, model, used)));
  });

  it("agree with the catalogue's own total for every model that is priced by tokens", async () => {
    const used: PricedTokens = {
      inputTokens: 250_000,
      cachedInputTokens: 100_003,
      cacheWriteTokens: 7,
      outputTokens: 12_345,
      reasoningTokens: 0,
    };
    let compared = 0;
    for (const provider of (await waitForUpdate()) ?? []) {
      for (const { id } of provider.models) {
        if (!cataloguePrice(provider.id, id, AT)) continue;
        expectSame(provider.id, id, used);
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(1_000);
  });

  it('count audio at its own rate', () => {
    const used = {
      inputTokens: 1_000,
      cachedInputTokens: 0,
      cacheWriteTokens: 0,
      outputTokens: 500,
      reasoningTokens: 0,
    };
    expectSame('openai', 'gpt-audio', { ...used, inputAudioTokens: 900, outputAudioTokens: 400 });
  });

  it('take the dearer tier for all tokens of a long request, from one token above its border', () => {
    const price = cataloguePrice('google', 'gemini-2.5-pro', AT);
    const cost = (inputTokens: number) =>
      price &&
      priceTokens(price, {
        inputTokens,
        cachedInputTokens: 0,
        cacheWriteTokens: 0,
        outputTokens: 0,
        reasoningTokens: 0,
      }).costNanoUsd;
    expect(cost(200_000)).toBe(200_000n * 1_250n);
    expect(cost(200_001)).toBe(200_001n * 2_500n);
  });

  it("follow the catalogue's time windows, which begin and end on whole minutes", async () => {
    const constraints = ((await waitForUpdate()) ?? [])
      .flatMap(({ models }) => models)
      .flatMap(({ prices }) => (Array.isArray(prices) ? prices : []))
      .flatMap(({ constraint }) => (constraint?.type === 'time_of_date' ? [constraint] : []));
    expect(constraints.length).toBeGreaterThan(0);
    for (const { start_time, end_time } of constraints) {
      expect([start_time, end_time]).toEqual([
        expect.stringMatching(/^\d\d:\d\d:00Z$/),
        expect.stringMatching(/^\d\d:\d\d:00Z$/),
      ]);
    }
    const used = {
      inputTokens: 1_000_000,
      cachedInputTokens: 0,
      cacheWriteTokens: 0,
      outputTokens: 1_000_000,
      reasoningTokens: 0,
    };
    for (let hour = 0; hour < 24; hour++) {
      expectSame('deepseek', 'deepseek-reasoner', used, new Date(Date.UTC(2025, 4, 1, hour, 45)));
    }
  });

  it('round once, half up', () => {
    const rate = { nanoUsdPerMillion: 500_000n, tiers: [] };
    const nothing = { nanoUsdPerMillion: 0n, tiers: [] };
    const price = {
      version: 'test',
      perRequestNanoUsd: 0n,
      webSearchNanoUsdPerThousand: 0n,
      input: rate,
      cachedInput: nothing,
      cacheWrite: nothing,
      cacheWriteOneHour: nothing,
      inputAudio: nothing,
      cachedAudio: nothing,
      inputImage: nothing,
      output: rate,
      reasoning: nothing,
      outputAudio: nothing,
      outputImage: nothing,
    };
    const cost = (inputTokens: number, outputTokens: number) =>
      priceTokens(price, {
        inputTokens,
        outputTokens,
        cachedInputTokens: 0,
        cacheWriteTokens: 0,
        reasoningTokens: 0,
      }).costNanoUsd;
    expect([cost(1, 0), cost(1, 1), cost(3, 0), cost(0, 0)]).toEqual([1n, 1n, 2n, 0n]);
  });

  it('name the version of the catalogue that is installed', () => {
    const manifest = path.resolve('node_modules/@pydantic/genai-prices/package.json');
    expect(JSON.parse(readFileSync(manifest, 'utf8')).version).toBe(CATALOGUE_VERSION);
    expect(catalogueReleases[CATALOGUE_VERSION]).toBeDefined();
  });
});
