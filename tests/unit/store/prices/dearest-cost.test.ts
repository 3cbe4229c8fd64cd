import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tokenKinds } from '../../../../server/store/prices/cost-line.ts';
import { affordableOutput, dearestCost, dearestRates } from '../../../../server/store/prices/dearest-cost.ts';
import type { Price, Rate } from '../../../../server/store/prices/price.ts';
import { priceTokens } from '../../../../server/store/prices/price-tokens.ts';

const rate: fc.Arbitrary<Rate> = fc.record({
  nanoUsdPerMillion: fc.bigInt(0n, 10n ** 12n),
  tiers: fc
    .uniqueArray(
      fc.record({
        aboveInputTokens: fc.integer({ min: 1, max: 5_000 }),
        nanoUsdPerMillion: fc.bigInt(0n, 10n ** 12n),
      }),
      { maxLength: 3, selector: ({ aboveInputTokens }) => aboveInputTokens },
    )
    .map((tiers) => tiers.sort((one, other) => one.aboveInputTokens - other.aboveInputTokens)),
});

const price: fc.Arbitrary<Price> = fc.record({
  version: fc.constant('test'),
  perRequestNanoUsd: fc.bigInt(0n, 10n ** 9n),
  webSearchNanoUsdPerThousand: fc.bigInt(0n, 10n ** 10n),
  input: rate,
  cachedInput: rate,
  cacheWrite: rate,
  cacheWriteOneHour: rate,
  inputAudio: rate,
  cachedAudio: rate,
  inputImage: rate,
  output: rate,
  reasoning: rate,
  outputAudio: rate,
  outputImage: rate,
});

/** Parts that are within their totals. */
const tokens = fc.tuple(...Array.from({ length: 8 }, () => fc.nat(2_000))).map((counts) => {
  const [plain = 0, cached = 0, written = 0, hour = 0, audio = 0, said = 0, thought = 0, spoken = 0] = counts;
  return {
    inputTokens: plain + cached + written + hour + audio,
    cachedInputTokens: cached,
    cacheWriteTokens: written + hour,
    cacheWriteOneHourTokens: hour,
    inputAudioTokens: audio,
    outputTokens: said + thought + spoken,
    reasoningTokens: thought,
    outputAudioTokens: spoken,
  };
});

describe('the most that tokens can cost', () => {
  it('is no less than they cost, of whatever kinds they are, and for any fewer', () => {
    fc.assert(
      fc.property(price, tokens, fc.nat(500), fc.nat(500), (price, used, moreInput, moreOutput) => {
        const most = dearestCost(
          dearestRates(price),
          used.inputTokens + moreInput,
          used.outputTokens + moreOutput,
        );
        expect(BigInt(most)).toBeGreaterThanOrEqual(priceTokens(price, used).costNanoUsd);
      }),
    );
  });

  it('is what they cost where all kinds have one rate', () => {
    fc.assert(
      fc.property(rate, rate, tokens, (input, output, used) => {
        const flat = { nanoUsdPerMillion: input.nanoUsdPerMillion, tiers: [] };
        const out = { nanoUsdPerMillion: output.nanoUsdPerMillion, tiers: [] };
        const price: Price = {
          version: 'flat',
          perRequestNanoUsd: 7n,
          webSearchNanoUsdPerThousand: 0n,
          ...{ input: flat, cachedInput: flat, cacheWrite: flat, cacheWriteOneHour: flat },
          ...{ inputAudio: flat, cachedAudio: flat, inputImage: flat },
          ...{ output: out, reasoning: out, outputAudio: out, outputImage: out },
        };
        const most = dearestCost(dearestRates(price), used.inputTokens, used.outputTokens);
        expect(BigInt(most)).toBe(priceTokens(price, used).costNanoUsd);
      }),
    );
  });

  it('leaves as much output as an amount is enough for, and no token more', () => {
    fc.assert(
      fc.property(price, fc.nat(5_000), fc.nat(10 ** 12), (price, input, amount) => {
        const rates = dearestRates(price);
        const output = affordableOutput(rates, input, amount);
        if (output === Number.POSITIVE_INFINITY) return;
        if (output >= 0) expect(dearestCost(rates, input, output)).toBeLessThanOrEqual(amount);
        // A cost is rounded to the next nano-dollar.
        expect(dearestCost(rates, input, Math.max(output, -1) + 1)).toBeGreaterThanOrEqual(amount);
      }),
    );
  });

  it('stays a number that can be counted with', () => {
    const dear: Rate = { nanoUsdPerMillion: 10n ** 18n, tiers: [] };
    const price = { version: 'dear', perRequestNanoUsd: 0n } as Price;
    for (const kind of tokenKinds) price[kind] = dear;
    expect(dearestCost(dearestRates(price), 10 ** 9, 10 ** 15)).toBe(Number.MAX_SAFE_INTEGER);
  });
});
