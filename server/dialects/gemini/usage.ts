import type { JsonObject, JsonValue } from '../../canonical/json.ts';
import type { Usage } from '../../canonical/usage.ts';
import { isJsonObject } from '../shared/json-reader.ts';

/**
 * `usageMetadata` (https://ai.google.dev/api/generate-content#UsageMetadata). Gemini counts a tool's own
 * prompt tokens beside the prompt's, and thoughts beside the candidates'; here totals include their parts.
 * Null when there is none.
 */
export function decodeUsage(value: JsonValue | undefined): Usage | null {
  if (!isJsonObject(value)) return null;
  const thoughts = count(value, 'thoughtsTokenCount', 'thoughts_token_count');
  const usage: Usage = {
    inputTokens:
      count(value, 'promptTokenCount', 'prompt_token_count') +
      count(value, 'toolUsePromptTokenCount', 'tool_use_prompt_token_count'),
    cachedInputTokens: count(value, 'cachedContentTokenCount', 'cached_content_token_count'),
    cacheWriteTokens: 0,
    outputTokens: count(value, 'candidatesTokenCount', 'candidates_token_count') + thoughts,
    reasoningTokens: thoughts,
    raw: value,
  };
  const inputAudio = audioTokens(value.promptTokensDetails);
  if (inputAudio > 0) usage.inputAudioTokens = inputAudio;
  const outputAudio = audioTokens(value.candidatesTokensDetails);
  if (outputAudio > 0) usage.outputAudioTokens = outputAudio;
  return usage;
}

/**
 * As Gemini counts; what a Gemini upstream sent goes out as it came.
 * @param serviceTier The tier that served the answer, in Gemini's word.
 */
export function encodeUsage(usage: Usage, serviceTier?: string): JsonObject {
  if (isJsonObject(usage.raw) && 'promptTokenCount' in usage.raw) return usage.raw;
  const encoded: JsonObject = {
    promptTokenCount: usage.inputTokens,
    candidatesTokenCount: Math.max(0, usage.outputTokens - usage.reasoningTokens),
    totalTokenCount: usage.inputTokens + usage.outputTokens,
  };
  if (usage.cachedInputTokens > 0) encoded.cachedContentTokenCount = usage.cachedInputTokens;
  if (usage.reasoningTokens > 0) encoded.thoughtsTokenCount = usage.reasoningTokens;
  if (serviceTier !== undefined) encoded.serviceTier = serviceTier;
  return encoded;
}

function audioTokens(details: JsonValue | undefined): number {
  if (!Array.isArray(details)) return 0;
  let tokens = 0;
  for (const detail of details) {
    if (isJsonObject(detail) && detail.modality === 'AUDIO') {
      tokens += count(detail, 'tokenCount', 'token_count');
    }
  }
  return tokens;
}

function count(object: JsonObject, camel: string, snake: string): number {
  const value = Object.hasOwn(object, camel) ? object[camel] : object[snake];
  return typeof value === 'number' && Number.isFinite(value) && value > 0 ? Math.trunc(value) : 0;
}
