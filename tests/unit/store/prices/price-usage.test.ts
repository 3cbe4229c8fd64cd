import { describe, expect, it } from 'vitest';
import type { PriceOverride } from '../../../../server/store/configuration.ts';
import { describePrice } from '../../../../server/store/prices/describe-price.ts';
import type { PriceQuestion } from '../../../../server/store/prices/price.ts';
import { priceUsage } from '../../../../server/store/prices/price-usage.ts';

const question: PriceQuestion = {
  provider: 'openai',
  priceProvider: 'openai',
  free: false,
  model: 'gpt-4o-mini',
  at: new Date('2026-10-01T12:00:00Z'),
};
const tokens = {
  inputTokens: 1_000,
  cachedInputTokens: 200,
  cacheWriteTokens: 100,
  outputTokens: 50,
  reasoningTokens: 10,
};

function override(changes: Partial<PriceOverride>): PriceOverride {
  return {
    id: 'o1',
    tenantId: null,
    provider: null,
    model: 'gpt-4o-mini',
    inputNanoUsdPerMillion: 1_000_000_000n,
    outputNanoUsdPerMillion: 10_000_000_000n,
    cachedInputNanoUsdPerMillion: null,
    cacheWriteNanoUsdPerMillion: null,
    updatedAt: new Date('2026-01-02T03:04:05.006Z'),
    ...changes,
  };
}

describe('the price of a usage', () => {
  it("is the catalogue's where nothing else is said", () => {
    expect(priceUsage(question, tokens, [])).toEqual({
      // 800 × $0.15 + 200 × $0.075 + 50 × $0.60, per million
      costNanoUsd: 120_000n + 15_000n + 30_000n,
      priceVersion: 'genai-prices@0.1.8:openai/gpt-4o-mini',
      costLines: [
        { kind: 'input', tokens: 700, nanoUsdPerMillion: 150_000_000n },
        { kind: 'cachedInput', tokens: 200, nanoUsdPerMillion: 75_000_000n },
        { kind: 'cacheWrite', tokens: 100, nanoUsdPerMillion: 150_000_000n },
        { kind: 'output', tokens: 40, nanoUsdPerMillion: 600_000_000n },
        { kind: 'reasoning', tokens: 10, nanoUsdPerMillion: 600_000_000n },
      ],
    });
  });

  it('is the override’s, with the version that says which', () => {
    const own = override({ cachedInputNanoUsdPerMillion: 0n, cacheWriteNanoUsdPerMillion: 2_000_000_000n });
    expect(priceUsage(question, tokens, [own])).toMatchObject({
      costNanoUsd: 700n * 1_000n + 100n * 2_000n + 50n * 10_000n,
      priceVersion: 'override:o1@2026-01-02T03:04:05.006Z',
    });
  });

  it("prefers a tenant's override to one for all, and among those the provider's own", () => {
    const all = [
      override({ id: 'any' }),
      override({ id: 'provider', provider: 'openai' }),
      override({ id: 'tenant', tenantId: 't' }),
      override({ id: 'tenant-provider', tenantId: 't', provider: 'openai' }),
      override({ id: 'other-provider', tenantId: 't', provider: 'groq' }),
      override({ id: 'other-model', tenantId: 't', provider: 'openai', model: 'gpt-4o' }),
    ];
    const order = [];
    for (let left = all; ; ) {
      const id = priceUsage(question, tokens, left).priceVersion?.match(/^override:(.*)@/)?.[1];
      if (id === undefined) break;
      order.push(id);
      left = left.filter((candidate) => candidate.id !== id);
    }
    expect(order).toEqual(['tenant-provider', 'tenant', 'provider', 'any']);
  });

  it('is nothing, and says so, where no price is known', () => {
    const unknown = { costNanoUsd: 0n, priceVersion: null, costLines: null };
    expect(priceUsage({ ...question, model: 'no-such-model' }, tokens, [])).toEqual(unknown);
    expect(priceUsage({ ...question, priceProvider: null }, tokens, [])).toEqual(unknown);
    expect(priceUsage({ ...question, priceProvider: 'no-such-provider' }, tokens, [])).toEqual(unknown);
  });

  it('is known to be nothing where nobody is paid, unless an override prices it', () => {
    const simulator = { ...question, provider: 'simulator', priceProvider: null, free: true };
    expect(priceUsage(simulator, tokens, [])).toMatchObject({
      costNanoUsd: 0n,
      priceVersion: 'free:simulator',
    });
    expect(priceUsage(simulator, tokens, [override({})]).costNanoUsd).toBe(1_500_000n);
  });

  it('can be described for people', () => {
    expect(
      describePrice({ ...question, priceProvider: 'google', model: 'gemini-2.5-pro' }, []),
    ).toMatchObject({
      version: 'genai-prices@0.1.8:google/gemini-2.5-pro',
      inputNanoUsdPerMillion: 1_250_000_000n,
      outputNanoUsdPerMillion: 10_000_000_000n,
      tiered: true,
    });
    expect(describePrice({ ...question, model: 'no-such-model' }, [])).toBeNull();
  });
});
