import { describe, expect, it } from 'vitest';
import { endpointMeasures } from '../../../../server/gateway/admission/endpoint-measures.ts';
import { limitMeter } from '../../../../server/gateway/admission/meters.ts';
import type { ServingBound } from '../../../../server/gateway/admission/serving-bounds.ts';
import { tokenKinds } from '../../../../server/store/prices/cost-line.ts';
import { dearestRates } from '../../../../server/store/prices/dearest-cost.ts';
import type { Price } from '../../../../server/store/prices/price.ts';
import { limit } from '../../../contract/support/rules.ts';

function boundOf(nanoUsdPerToken: number, mostOutputTokens: number): ServingBound {
  const rate = { nanoUsdPerMillion: BigInt(nanoUsdPerToken) * 1_000_000n, tiers: [] };
  const all = tokenKinds.map((kind) => [kind, rate]);
  const price = { version: 'v', perRequestNanoUsd: 0n, ...Object.fromEntries(all) } as Price;
  return { rates: dearestRates(price), mostOutputTokens, contextTokens: 100_000 };
}

const { worstCase } = endpointMeasures.generate;
const unsent = { mostInputTokens: 100, likelyInputTokens: 25, cappedOutputTokens: null };
const cheapLong = boundOf(1, 8_000);
const dearShort = boundOf(5, 500);
const unpriced: ServingBound = { rates: null, mostOutputTokens: 9_000, contextTokens: 100_000 };

describe('the worst case of an answer', () => {
  it.each([
    ['by its bound, over all choices', { maxOutputTokens: 200, choices: 4 }, 200, (100 + 200) * 5],
    ["by each model's own maximum", {}, 9_000, 100 + 8_000],
    ['by that for each choice', { choices: 3 }, 27_000, 100 + 24_000],
    ['by that where the bound is 0, which no vendor takes', { maxOutputTokens: 0 }, 9_000, 100 + 8_000],
  ])('is the dearest of all channels that may serve it, %s', (_how, envelope, outputTokens, nanoUsd) => {
    const channels = [cheapLong, dearShort, unpriced];
    const worst = worstCase({ ...unsent, envelope: { model: 'm', stream: false, ...envelope }, channels });
    expect(worst).toMatchObject({ requests: 1, inputTokens: 100, outputTokens, nanoUsd });
  });

  it('is what it is capped to', () => {
    const envelope = { model: 'm', stream: false };
    const worst = worstCase({ ...unsent, cappedOutputTokens: 40, envelope, channels: [dearShort] });
    expect(worst).toMatchObject({ outputTokens: 40, nanoUsd: 140 * 5 });
  });
});

describe('what limits on tokens reserve', () => {
  const ofMeter = (meter: 'tokens' | 'input_tokens' | 'output_tokens', amount: number, bound?: number) => {
    const envelope = { model: 'm', stream: false, ...(bound !== undefined && { maxOutputTokens: bound }) };
    const worst = worstCase({ ...unsent, envelope, channels: [cheapLong] });
    return limitMeter({ rule: limit(meter, amount), place: 'p', periodMs: 1 }, worst).amount;
  };

  it('is about what the input has, and the bound of the output or what is usual', () => {
    expect(ofMeter('input_tokens', 10_000)).toBe(25);
    expect(ofMeter('tokens', 10_000, 300)).toBe(325);
    expect(ofMeter('tokens', 10_000)).toBe(25 + 1_024);
    expect(ofMeter('output_tokens', 10_000)).toBe(1_024);
  });

  it('never refuses for good what has a large bound, but what has a large input', () => {
    expect(ofMeter('tokens', 1_000, 32_000)).toBe(1_000);
    expect(ofMeter('output_tokens', 1_000, 32_000)).toBe(1_000);
    expect(ofMeter('tokens', 10, 32_000)).toBe(25);
    expect(ofMeter('input_tokens', 10)).toBe(25);
  });
});
