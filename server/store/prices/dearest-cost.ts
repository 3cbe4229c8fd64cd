import { inputKinds, outputKinds } from './cost-line.ts';
import type { Price, Rate } from './price.ts';

/** What tokens can cost at most, from so many input tokens on; per million, whatever kind they turn out to be of. */
interface Step {
  aboveInputTokens: number;
  inputFemtoUsd: bigint;
  outputFemtoUsd: bigint;
  /** The same as numbers, to reckon with where all of it is exact. */
  input: number;
  output: number;
}

/** The dearest rates of a price. */
export interface DearestRates {
  perRequestNanoUsd: bigint;
  /** Ascending, and none cheaper than the one before. */
  steps: readonly Step[];
}

const FEMTO_PER_NANO = 1_000_000n;
const FEMTO_PER_NANO_NUMBER = Number(FEMTO_PER_NANO);
const MOST = BigInt(Number.MAX_SAFE_INTEGER);

export function dearestRates(price: Price): DearestRates {
  const input = inputKinds.map((kind) => price[kind]);
  const output = outputKinds.map((kind) => price[kind]);
  const thresholds = new Set([0]);
  for (const { tiers } of [...input, ...output]) {
    for (const { aboveInputTokens } of tiers) thresholds.add(aboveInputTokens);
  }
  const steps = [...thresholds]
    .sort((one, other) => one - other)
    .map((aboveInputTokens) => {
      const inputFemtoUsd = dearest(input, aboveInputTokens);
      const outputFemtoUsd = dearest(output, aboveInputTokens);
      return {
        aboveInputTokens,
        inputFemtoUsd,
        outputFemtoUsd,
        input: Number(inputFemtoUsd),
        output: Number(outputFemtoUsd),
      };
    });
  return { perRequestNanoUsd: price.perRequestNanoUsd, steps };
}

/** Of all rates that hold up to the tier: a tier may be cheaper than the one before it. */
function dearest(rates: readonly Rate[], upToTier: number): bigint {
  let most = 0n;
  for (const { nanoUsdPerMillion, tiers } of rates) {
    if (nanoUsdPerMillion > most) most = nanoUsdPerMillion;
    for (const tier of tiers) {
      if (tier.aboveInputTokens <= upToTier && tier.nanoUsdPerMillion > most) most = tier.nanoUsdPerMillion;
    }
  }
  return most;
}

/**
 * The most that so many tokens can cost, in nano-dollars; a safe integer. Rounded as the ledger rounds, so that no
 * request of these tokens costs more, and one at the dearest rates exactly as much.
 */
export function dearestCost(rates: DearestRates, inputTokens: number, outputTokens: number): number {
  const { input, output, inputFemtoUsd, outputFemtoUsd } = stepOf(rates, inputTokens);
  const rounded =
    inputTokens * input +
    outputTokens * output +
    Number(rates.perRequestNanoUsd) * FEMTO_PER_NANO_NUMBER +
    FEMTO_PER_NANO_NUMBER / 2;
  // No part of such a sum was rounded, and a remainder never is.
  if (rounded <= Number.MAX_SAFE_INTEGER) {
    return (rounded - (rounded % FEMTO_PER_NANO_NUMBER)) / FEMTO_PER_NANO_NUMBER;
  }
  const femtoUsd =
    BigInt(inputTokens) * inputFemtoUsd +
    BigInt(outputTokens) * outputFemtoUsd +
    rates.perRequestNanoUsd * FEMTO_PER_NANO;
  const nanoUsd = (femtoUsd + FEMTO_PER_NANO / 2n) / FEMTO_PER_NANO;
  return Number(nanoUsd < MOST ? nanoUsd : MOST);
}

/** How many output tokens an amount is enough for at the dearest rates, beside the input; negative where not even for that, infinite where they cost nothing. */
export function affordableOutput(rates: DearestRates, inputTokens: number, nanoUsd: number): number {
  const { inputFemtoUsd, outputFemtoUsd } = stepOf(rates, inputTokens);
  const left =
    (BigInt(nanoUsd) - rates.perRequestNanoUsd) * FEMTO_PER_NANO - BigInt(inputTokens) * inputFemtoUsd;
  if (left < 0n) return -1;
  return outputFemtoUsd === 0n ? Number.POSITIVE_INFINITY : Number(left / outputFemtoUsd);
}

function stepOf({ steps }: DearestRates, inputTokens: number): Step {
  let found = steps[0] as Step;
  for (const step of steps) if (inputTokens > step.aboveInputTokens) found = step;
  return found;
}
