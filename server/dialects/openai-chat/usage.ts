import type { JsonObject, JsonValue } from '../../canonical/json.ts';
import { readServiceTier, type Usage } from '../../canonical/usage.ts';
import { CountReader, unreadableUsage } from '../shared/count-reader.ts';
import { isJsonObject } from '../shared/json-reader.ts';

/** Reads the usage of OpenAI or of a server that adds to it; null when there is none. Never throws. */
export function decodeUsage(raw: JsonValue | undefined): Usage | null {
  if (raw === undefined || raw === null) return null;
  if (!isJsonObject(raw)) return unreadableUsage(raw);
  const counts = new CountReader();
  const promptDetails = detailsOf(raw.prompt_tokens_details ?? raw.input_tokens_details);
  const completionDetails = detailsOf(raw.completion_tokens_details ?? raw.output_tokens_details);
  const inputTokens = counts.total('input', raw.prompt_tokens ?? raw.input_tokens);
  const completionTokens = counts.total('output', raw.completion_tokens ?? raw.output_tokens);
  const reasoning = counts.part(completionDetails.reasoning_tokens ?? raw.reasoning_tokens);
  const excess = counts.part(raw.total_tokens) - inputTokens - completionTokens;
  // Of a total that lacks a half, the rest is not reasoning.
  const uncounted = counts.lacksTotal ? 0 : uncountedReasoning(excess, reasoning);
  const usage: Usage = {
    inputTokens,
    // DeepSeek: prompt_cache_hit_tokens; Moonshot: cached_tokens; LiteLLM: cache_read_input_tokens.
    cachedInputTokens: counts.part(
      promptDetails.cached_tokens ??
        raw.prompt_cache_hit_tokens ??
        raw.cached_tokens ??
        raw.cache_read_input_tokens,
    ),
    cacheWriteTokens: counts.part(promptDetails.cache_write_tokens ?? raw.cache_creation_input_tokens),
    outputTokens: completionTokens + uncounted,
    reasoningTokens: Math.max(reasoning, uncounted),
    raw,
  };
  const inputAudio = counts.part(promptDetails.audio_tokens);
  const outputAudio = counts.part(completionDetails.audio_tokens);
  if (inputAudio > 0) usage.inputAudioTokens = inputAudio;
  if (outputAudio > 0) usage.outputAudioTokens = outputAudio;
  const inputImage = counts.part(promptDetails.image_tokens);
  const outputImage = counts.part(completionDetails.image_tokens);
  if (inputImage > 0) usage.inputImageTokens = inputImage;
  if (outputImage > 0) usage.outputImageTokens = outputImage;
  // Perplexity: num_search_queries; OpenRouter: server_tool_use.
  const searches = counts.part(raw.num_search_queries ?? detailsOf(raw.server_tool_use).web_search_requests);
  if (searches > 0) usage.webSearches = searches;
  if (counts.unreadable) usage.unreadable = counts.unreadable;
  return usage;
}

/** Usage of a chunk or a response, wherever the server puts it (Groq: `x_groq.usage`). */
export function usageOf(body: JsonObject): Usage | null {
  const usage =
    decodeUsage(body.usage) ?? (isJsonObject(body.x_groq) ? decodeUsage(body.x_groq.usage) : null);
  const tier = readServiceTier(body.service_tier);
  return usage !== null && tier !== undefined ? { ...usage, serviceTier: tier } : usage;
}

export function encodeUsage(usage: Usage): JsonObject {
  const promptDetails: JsonObject = {
    cached_tokens: usage.cachedInputTokens,
    audio_tokens: usage.inputAudioTokens ?? 0,
  };
  if (usage.cacheWriteTokens > 0) promptDetails.cache_write_tokens = usage.cacheWriteTokens;
  return {
    prompt_tokens: usage.inputTokens,
    completion_tokens: usage.outputTokens,
    total_tokens: usage.inputTokens + usage.outputTokens,
    prompt_tokens_details: promptDetails,
    completion_tokens_details: {
      reasoning_tokens: usage.reasoningTokens,
      audio_tokens: usage.outputAudioTokens ?? 0,
    },
  };
}

/**
 * OpenAI counts reasoning within completion_tokens. xAI counts it beside, and Gemini's OpenAI-compatible
 * endpoint beside and without naming it: there the total exceeds prompt plus completion by just that.
 */
function uncountedReasoning(excess: number, reasoning: number): number {
  if (excess <= 0) return 0;
  return reasoning === 0 || excess === reasoning ? excess : 0;
}

function detailsOf(value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}
