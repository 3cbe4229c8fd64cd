import { formatNanoUsd, parseUsd } from '@/components/format/money';
import type { PriceOverride } from './model';

export const rates = [
  { name: 'inputNanoUsdPerMillion', label: 'input', required: true },
  { name: 'outputNanoUsdPerMillion', label: 'output', required: true },
  { name: 'cachedInputNanoUsdPerMillion', label: 'cachedInput', required: false },
  { name: 'cacheWriteNanoUsdPerMillion', label: 'cacheWrite', required: false },
] as const;

export type RateName = (typeof rates)[number]['name'];
/** As typed: dollars per million tokens. */
export type TypedRates = Record<RateName, string>;

const perMillion = 1_000_000n;
const sample = { input: 1_000n, output: 500n };

export function typedRates(price: Pick<PriceOverride, RateName> | undefined): TypedRates {
  const typed = (amount: string | null | undefined) =>
    amount == null ? '' : formatNanoUsd(amount, { exact: true }).replace(/[$,]/g, '');
  return {
    inputNanoUsdPerMillion: typed(price?.inputNanoUsdPerMillion),
    outputNanoUsdPerMillion: typed(price?.outputNanoUsdPerMillion),
    cachedInputNanoUsdPerMillion: typed(price?.cachedInputNanoUsdPerMillion),
    cacheWriteNanoUsdPerMillion: typed(price?.cacheWriteNanoUsdPerMillion),
  };
}

/** A typed rate in nano-dollars per million tokens; null where nothing is typed, undefined where it is no amount. */
export function readRate(typed: string): bigint | null | undefined {
  return typed.trim() === '' ? null : parseUsd(typed);
}

/** What 1,000 tokens in and 500 out cost, in nano-dollars; undefined until both rates can be read. */
export function samplePrice(typed: TypedRates): bigint | undefined {
  const input = readRate(typed.inputNanoUsdPerMillion);
  const output = readRate(typed.outputNanoUsdPerMillion);
  if (input == null || output == null) return undefined;
  return (sample.input * input + sample.output * output + perMillion / 2n) / perMillion;
}
