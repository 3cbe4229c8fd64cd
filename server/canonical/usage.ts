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
  outputAudioTokens?: number;
  /** As the provider sent it. */
  raw: JsonValue;
}
