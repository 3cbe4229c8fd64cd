const tiers: ReadonlySet<string> = new Set(['auto', 'default', 'flex', 'scale', 'priority', 'fast']);

/** OpenAI's word for a tier; undefined when it has none. Anthropic and Google say `standard` for its default. */
export function encodeServiceTier(tier: string): string | undefined {
  if (tier === 'standard_only' || tier === 'standard') return 'default';
  return tiers.has(tier) ? tier : undefined;
}
