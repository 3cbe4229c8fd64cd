import type { JsonValue } from '../../canonical/json.ts';
import { isJsonObject } from '../shared/json-reader.ts';

/** Tiers by the names other formats give them (https://ai.google.dev/api/generate-content#ServiceTier). */
const tiers: Readonly<Record<string, string>> = {
  default: 'standard',
  standard_only: 'standard',
  standard: 'standard',
  flex: 'flex',
  priority: 'priority',
  unspecified: 'unspecified',
};

/** Gemini's word for a tier; undefined when it has none. */
export function encodeServiceTier(tier: string): string | undefined {
  return Object.hasOwn(tiers, tier) ? tiers[tier] : undefined;
}

/** The tier that served an answer stands in its `usageMetadata`. */
export function decodeServiceTier(usageMetadata: JsonValue | undefined): { serviceTier?: string } {
  if (!isJsonObject(usageMetadata)) return {};
  const tier = usageMetadata.serviceTier ?? usageMetadata.service_tier;
  return typeof tier === 'string' ? { serviceTier: tier } : {};
}
