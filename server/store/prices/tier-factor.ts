import type { ServiceTier } from '../../canonical/usage.ts';

/** What a price is multiplied by. */
export interface Factor {
  numerator: bigint;
  denominator: bigint;
}

type Row = [models: RegExp, numerator: bigint, denominator: bigint];

const half: readonly Row[] = [[/^/, 1n, 2n]];

/**
 * What tiers of service cost beside the usual one, which is all that the catalogue has, by the catalogue's name of the
 * provider; the first row that fits a model holds. As published in November 2026: openai.com/api-fast-mode and
 * openai.com/api/pricing, platform.claude.com/docs "Pricing" and "Fast mode", ai.google.dev/gemini-api/docs/optimization.
 */
const table: Readonly<Record<string, Partial<Record<ServiceTier, readonly Row[]>>>> = {
  openai: { batch: half, flex: half, priority: openAiFast(), fast: openAiFast() },
  azure: { batch: half, priority: openAiFast(), fast: openAiFast() },
  anthropic: {
    batch: half,
    // "priority" is capacity that was bought before; what it answers costs as usual.
    fast: [
      [/opus-4-[67]/, 6n, 1n],
      [/^/, 2n, 1n],
    ],
  },
  google: { batch: half, flex: half, priority: [[/^/, 9n, 5n]] },
};

function openAiFast(): readonly Row[] {
  return [
    [/^gpt-5\.5/, 5n, 2n],
    [/^gpt-5-mini/, 9n, 5n],
    [/^gpt-4\.1-nano/, 2n, 1n],
    [/^(?:gpt-4\.1|o3)/, 7n, 4n],
    [/^gpt-4o-mini/, 5n, 3n],
    [/^gpt-4o/, 17n, 10n],
    [/^o4-mini/, 20n, 11n],
    [/^/, 2n, 1n],
  ];
}

/** Null where the tier costs what the usual one does, or nobody here knows better. */
export function tierFactor(priceProvider: string, model: string, tier: ServiceTier): Factor | null {
  const row = table[priceProvider]?.[tier]?.find(([models]) => models.test(model));
  return row ? { numerator: row[1], denominator: row[2] } : null;
}
