import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { femtoUsdOf } from '../../../../server/store/prices/cost-line.ts';
import { readCostLines, writeCostLines } from '../../../../server/store/prices/cost-lines-json.ts';
import type { Price } from '../../../../server/store/prices/price.ts';
import { priceTokens } from '../../../../server/store/prices/price-tokens.ts';

const rate = fc.record({
  nanoUsdPerMillion: fc.bigInt({ min: 0n, max: 10n ** 13n }),
  tiers: fc.constantFrom([], [{ aboveInputTokens: 1_000, nanoUsdPerMillion: 7n }]),
});
const price: fc.Arbitrary<Price> = fc.record({
  version: fc.constant('any'),
  perRequestNanoUsd: fc.bigInt({ min: 0n, max: 10n ** 9n }),
  webSearchNanoUsdPerThousand: fc.bigInt({ min: 0n, max: 10n ** 11n }),
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
const count = fc.integer({ min: 0, max: 20_000_000 });
/** Parts within their totals, as what is charged for always is. */
const tokens = fc
  .tuple(count, count, count, count, count, count, count, fc.nat(1_000))
  .map(([plain, cached, written, audio, image, said, thought, webSearches]) => ({
    inputTokens: plain + cached + written + audio + image,
    cachedInputTokens: cached,
    cacheWriteTokens: written,
    cacheWriteOneHourTokens: Math.floor(written / 3),
    // As Gemini counts: what was cached is audio, too, and stands in both.
    inputAudioTokens: audio + Math.floor(cached / 2),
    cachedAudioTokens: Math.floor(cached / 2),
    inputImageTokens: image,
    outputTokens: said + thought,
    reasoningTokens: thought,
    outputImageTokens: Math.floor(said / 2),
    webSearches,
  }));

describe('the lines of a receipt', () => {
  it('come to the cost exactly, rounded once, and hold every token once', () => {
    fc.assert(
      fc.property(price, tokens, (price, tokens) => {
        const { costNanoUsd, costLines } = priceTokens(price, tokens);
        const femtoUsd = costLines.reduce((sum, line) => sum + femtoUsdOf(line), 0n);
        expect(costNanoUsd).toBe((femtoUsd + 500_000n) / 1_000_000n);
        const counted = costLines.reduce((sum, line) => sum + ('tokens' in line ? line.tokens : 0), 0);
        expect(counted).toBe(tokens.inputTokens + tokens.outputTokens);
      }),
    );
  });

  it('have none for what was not used, and one for what every request pays', () => {
    const used = {
      inputTokens: 3,
      cachedInputTokens: 3,
      cacheWriteTokens: 0,
      outputTokens: 0,
      reasoningTokens: 0,
    };
    const [some] = fc.sample(price, 1);
    if (!some) throw new Error('no price was made');
    const flat = { ...some, perRequestNanoUsd: 40n, cachedInput: { nanoUsdPerMillion: 5n, tiers: [] } };
    expect(priceTokens(flat, used)).toEqual({
      costNanoUsd: 40n,
      costLines: [
        { kind: 'cachedInput', tokens: 3, nanoUsdPerMillion: 5n },
        { kind: 'request', nanoUsd: 40n },
      ],
    });
  });

  it('stay themselves through JSON', () => {
    fc.assert(
      fc.property(price, tokens, (price, tokens) => {
        const { costLines } = priceTokens(price, tokens);
        expect(readCostLines(JSON.parse(writeCostLines(costLines)))).toEqual(costLines);
      }),
    );
  });

  it('are none at all where they cannot be read', () => {
    for (const written of [null, {}, [null], [{ kind: 'gold' }], [{ kind: 'input', tokens: 1.5 }]]) {
      expect(readCostLines(written)).toBeNull();
    }
    expect(readCostLines([{ kind: 'input', tokens: 1, nanoUsdPerMillion: '1e9' }])).toBeNull();
  });
});
