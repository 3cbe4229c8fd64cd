import type { JsonValue } from './json.ts';

/** Tokens of one request. Totals include their parts, as OpenAI counts them; decoders convert. */
export interface Usage {
  /** All input tokens, cached and written to cache included. */
  inputTokens: number;
  /** Read from the provider's prompt cache. */
  cachedInputTokens: number;
  /** Written to the provider's prompt cache. */
  cacheWriteTokens: number;
  /** Of those, written with a one-hour life, which costs more (Anthropic). */
  cacheWriteOneHourTokens?: number;
  /** All output tokens, reasoning included. */
  outputTokens: number;
  reasoningTokens: number;
  inputAudioTokens?: number;
  /** Of those, read from the provider's prompt cache. */
  cachedAudioTokens?: number;
  inputImageTokens?: number;
  outputAudioTokens?: number;
  outputImageTokens?: number;
  /** Searches of the web that the provider made for the answer. */
  webSearches?: number;
  /** The tier of service that answered, where it is not the provider's usual one. */
  serviceTier?: ServiceTier;
  /** What could not be read, and stands above as 0; absent where all could. */
  unreadable?: UnreadableCounts;
  /** As the provider sent it. */
  raw: JsonValue;
}

/** Tiers that have a price of their own. `fast`: OpenAI's name for what was `priority`, and Anthropic's fast mode. */
export const serviceTiers = ['batch', 'flex', 'priority', 'fast'] as const;
export type ServiceTier = (typeof serviceTiers)[number];

/** Reads a tier of service as a provider names it; undefined for the usual one, and for one that nobody knows. */
export function readServiceTier(name: unknown): ServiceTier | undefined {
  if (typeof name !== 'string') return undefined;
  const known = name.toLowerCase();
  return serviceTiers.find((tier) => tier === known);
}

/** Which counts a provider left out though they belong there, or wrote as something else than a whole number from 0 on. */
export interface UnreadableCounts {
  input: boolean;
  output: boolean;
  /** One that is part of a total, such as cached input. */
  part: boolean;
}
