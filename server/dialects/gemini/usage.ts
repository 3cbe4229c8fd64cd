import type { JsonObject, JsonValue } from '../../canonical/json.ts';
import { readServiceTier, type Usage } from '../../canonical/usage.ts';
import { CountReader, unreadableUsage } from '../shared/count-reader.ts';
import { isJsonObject } from '../shared/json-reader.ts';

/**
 * `usageMetadata` (https://ai.google.dev/api/generate-content#UsageMetadata). Gemini counts a tool's own
 * prompt tokens beside the prompt's, and thoughts beside the candidates'; here totals include their parts. As all
 * formats made from protocol buffers it leaves out what is 0. Null when there is none. Never throws.
 */
export function decodeUsage(value: JsonValue | undefined): Usage | null {
  if (value === undefined || value === null) return null;
  if (!isJsonObject(value)) return unreadableUsage(value);
  const counts = new CountReader();
  const read = (camel: string, snake: string) => memberOf(value, camel, snake);
  const thoughts = counts.part(read('thoughtsTokenCount', 'thoughts_token_count'));
  const usage: Usage = {
    inputTokens:
      counts.totalOrNone('input', read('promptTokenCount', 'prompt_token_count')) +
      counts.part(read('toolUsePromptTokenCount', 'tool_use_prompt_token_count')),
    cachedInputTokens: counts.part(read('cachedContentTokenCount', 'cached_content_token_count')),
    cacheWriteTokens: 0,
    outputTokens:
      counts.totalOrNone('output', read('candidatesTokenCount', 'candidates_token_count')) + thoughts,
    reasoningTokens: thoughts,
    raw: value,
  };
  const input = read('promptTokensDetails', 'prompt_tokens_details');
  const cached = read('cacheTokensDetails', 'cache_tokens_details');
  const output = read('candidatesTokensDetails', 'candidates_tokens_details');
  const parts = {
    inputAudioTokens: tokensOf('AUDIO', input, counts),
    cachedAudioTokens: tokensOf('AUDIO', cached, counts),
    inputImageTokens: tokensOf('IMAGE', input, counts),
    outputAudioTokens: tokensOf('AUDIO', output, counts),
    outputImageTokens: tokensOf('IMAGE', output, counts),
  };
  for (const [name, tokens] of Object.entries(parts))
    if (tokens > 0) Object.assign(usage, { [name]: tokens });
  const tier = readServiceTier(read('serviceTier', 'service_tier'));
  if (tier !== undefined) usage.serviceTier = tier;
  if (counts.unreadable) usage.unreadable = counts.unreadable;
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

function tokensOf(modality: 'AUDIO' | 'IMAGE', details: JsonValue | undefined, counts: CountReader): number {
  if (!Array.isArray(details)) return 0;
  let tokens = 0;
  for (const detail of details) {
    if (isJsonObject(detail) && detail.modality === modality) {
      tokens += counts.part(memberOf(detail, 'tokenCount', 'token_count'));
    }
  }
  return tokens;
}

function memberOf(object: JsonObject, camel: string, snake: string): JsonValue | undefined {
  return Object.hasOwn(object, camel) ? object[camel] : object[snake];
}
