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
  /** What could not be read, and stands above as 0; absent where all could. */
  unreadable?: UnreadableCounts;
  /** As the provider sent it. */
  raw: JsonValue;
}

/** Which counts a provider left out though they belong there, or wrote as something else than a whole number from 0 on. */
export interface UnreadableCounts {
  input: boolean;
  output: boolean;
  /** One that is part of a total, such as cached input. */
  part: boolean;
}
