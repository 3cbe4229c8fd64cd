import type { DialectName } from '../../server/canonical/dialect-name.ts';
import type { JsonObject, JsonValue } from '../../server/canonical/json.ts';

/** A field of a vendor's create-request type, with a value that is not what it means when absent. */
export interface RequestField {
  /** Its path; also the name of the test. */
  name: string;
  value: JsonValue;
  /** Members it makes sense beside. */
  beside?: JsonObject;
  /** Why it neither changes a translated request nor is a loss; absent where it has to do one of them. */
  silent?: string;
}

const tool = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] };
const schema = { ...tool, additionalProperties: false };

const openAiTools = { tools: [{ type: 'function', function: { name: 'weather', parameters: tool } }] };
const anthropicTools = { tools: [{ name: 'weather', input_schema: tool }] };
const geminiTools = { tools: [{ functionDeclarations: [{ name: 'weather', parametersJsonSchema: tool }] }] };

const generationConfig: JsonObject = {
  audioTimestamp: true,
  candidateCount: 2,
  enableAffectiveDialog: true,
  enableEnhancedCivicAnswers: true,
  frequencyPenalty: 0.5,
  imageConfig: { aspectRatio: '1:1' },
  logprobs: 3,
  maxOutputTokens: 77,
  mediaResolution: 'MEDIA_RESOLUTION_LOW',
  modelSelectionConfig: { featureSelectionPreference: 'BALANCED' },
  presencePenalty: 0.5,
  responseFormat: { text: { mimeType: 'APPLICATION_JSON', schema } },
  responseJsonSchema: schema,
  responseLogprobs: true,
  responseMimeType: 'application/json',
  responseModalities: ['TEXT', 'AUDIO'],
  responseSchema: { type: 'OBJECT', properties: { city: { type: 'STRING' } }, required: ['city'] },
  routingConfig: { autoMode: {} },
  seed: 7,
  speechConfig: { languageCode: 'en-US' },
  stopSequences: ['END'],
  temperature: 0.3,
  thinkingConfig: { thinkingBudget: 2048 },
  topK: 7,
  topP: 0.4,
};

/**
 * Every field of the three create-request types, as the vendors' own SDKs have them: openai
 * `ChatCompletionCreateParamsBase`, @anthropic-ai/sdk `MessageCreateParamsBase` and its beta,
 * @google/genai `GenerateContentConfig`, `GenerationConfig` and what they hold. `model` and the conversation
 * itself have tests of their own.
 */
export const requestFields: Readonly<Record<DialectName, readonly RequestField[]>> = {
  'openai-chat': [
    { name: 'audio', value: { voice: 'alloy', format: 'wav' } },
    { name: 'frequency_penalty', value: 0.5 },
    { name: 'function_call', value: { name: 'weather' } },
    { name: 'functions', value: [{ name: 'weather', parameters: tool }] },
    { name: 'logit_bias', value: { '50256': -100 } },
    { name: 'logprobs', value: true },
    { name: 'max_completion_tokens', value: 77 },
    { name: 'max_tokens', value: 77 },
    { name: 'metadata', value: { trace: 'a' } },
    { name: 'modalities', value: ['text', 'audio'] },
    { name: 'moderation', value: { model: 'omni-moderation-latest' } },
    { name: 'n', value: 2 },
    { name: 'parallel_tool_calls', value: false, beside: openAiTools },
    { name: 'prediction', value: { type: 'content', content: 'x' } },
    { name: 'presence_penalty', value: 0.5 },
    { name: 'prompt_cache_key', value: 'k' },
    { name: 'prompt_cache_options', value: { mode: 'explicit' } },
    { name: 'prompt_cache_retention', value: '24h' },
    { name: 'reasoning_effort', value: 'high' },
    { name: 'response_format', value: { type: 'json_schema', json_schema: { name: 'a', schema } } },
    { name: 'safety_identifier', value: 'user-1' },
    { name: 'seed', value: 7 },
    { name: 'service_tier', value: 'priority' },
    { name: 'stop', value: ['END'] },
    { name: 'store', value: true },
    {
      name: 'stream_options',
      value: { include_usage: true, include_obfuscation: false },
      beside: { stream: true },
      silent: 'says what Heddle is to send to the client, which the upstream has no part in',
    },
    { name: 'temperature', value: 0.3 },
    { name: 'tool_choice', value: 'required', beside: openAiTools },
    { name: 'tools', value: openAiTools.tools },
    { name: 'top_logprobs', value: 3, beside: { logprobs: true } },
    { name: 'top_p', value: 0.4 },
    { name: 'user', value: 'user-1' },
    { name: 'verbosity', value: 'low' },
    { name: 'web_search_options', value: { search_context_size: 'low' } },
  ],
  'anthropic-messages': [
    { name: 'cache_control', value: { type: 'ephemeral' } },
    { name: 'container', value: 'container_1' },
    { name: 'context_management', value: { edits: [{ type: 'clear_tool_uses_20250919' }] } },
    { name: 'diagnostics', value: { level: 'full' } },
    { name: 'fallback_credit_token', value: 'x' },
    { name: 'fallbacks', value: [{ model: 'claude-haiku-4-5' }] },
    { name: 'inference_geo', value: 'eu' },
    { name: 'max_tokens', value: 77 },
    { name: 'mcp_servers', value: [{ type: 'url', name: 'a', url: 'https://example.com' }] },
    { name: 'metadata', value: { user_id: 'user-1' } },
    { name: 'output_config', value: { effort: 'low' } },
    { name: 'output_config', value: { format: { type: 'json_schema', schema } } },
    { name: 'output_config', value: { task_budget: { type: 'tokens', total: 9 } } },
    { name: 'output_format', value: { type: 'json_schema', schema } },
    { name: 'service_tier', value: 'standard_only' },
    { name: 'speed', value: 'fast' },
    { name: 'stop_sequences', value: ['END'] },
    { name: 'system', value: 'Be brief.' },
    { name: 'temperature', value: 0.3 },
    { name: 'thinking', value: { type: 'enabled', budget_tokens: 2048 } },
    { name: 'thinking', value: { type: 'disabled' } },
    { name: 'tool_choice', value: { type: 'any' }, beside: anthropicTools },
    {
      name: 'tool_choice',
      value: { type: 'auto', disable_parallel_tool_use: true },
      beside: anthropicTools,
    },
    { name: 'tools', value: anthropicTools.tools },
    {
      name: 'tools',
      value: [{ ...anthropicTools.tools[0], input_examples: [{ city: 'Rome' }] }],
      beside: anthropicTools,
    },
    {
      name: 'tools',
      value: [{ ...anthropicTools.tools[0], allowed_callers: ['direct'] }],
      beside: anthropicTools,
    },
    { name: 'tools', value: [{ ...anthropicTools.tools[0], defer_loading: true }], beside: anthropicTools },
    {
      name: 'tools',
      value: [{ ...anthropicTools.tools[0], eager_input_streaming: true }],
      beside: anthropicTools,
    },
    { name: 'tools', value: [{ ...anthropicTools.tools[0], strict: true }], beside: anthropicTools },
    {
      name: 'tools',
      value: [{ ...anthropicTools.tools[0], cache_control: { type: 'ephemeral' } }],
      beside: anthropicTools,
    },
    { name: 'tools', value: [{ type: 'web_search_20260318', name: 'web_search' }] },
    { name: 'top_k', value: 7 },
    { name: 'top_p', value: 0.4 },
    { name: 'user_profile_id', value: 'profile_1' },
  ],
  gemini: [
    { name: 'cachedContent', value: 'cachedContents/1' },
    { name: 'labels', value: { team: 'a' } },
    { name: 'safetySettings', value: [{ category: 'HARM_CATEGORY_HATE_SPEECH', threshold: 'BLOCK_NONE' }] },
    { name: 'serviceTier', value: 'priority' },
    { name: 'store', value: true },
    { name: 'systemInstruction', value: { parts: [{ text: 'Be brief.' }] } },
    { name: 'toolConfig', value: { functionCallingConfig: { mode: 'ANY' } }, beside: geminiTools },
    { name: 'toolConfig', value: { retrievalConfig: { languageCode: 'en' } } },
    { name: 'toolConfig', value: { includeServerSideToolInvocations: true } },
    {
      name: 'toolConfig',
      value: { functionCallingConfig: { mode: 'AUTO', streamFunctionCallArguments: true } },
      beside: { ...geminiTools, toolConfig: { functionCallingConfig: { mode: 'AUTO' } } },
    },
    { name: 'tools', value: geminiTools.tools },
    { name: 'tools', value: [{ googleSearch: {} }] },
    { name: 'tools', value: [{ codeExecution: {} }] },
    { name: 'tools', value: [{ urlContext: {} }] },
    {
      name: 'tools',
      value: [
        { functionDeclarations: [{ name: 'weather', parametersJsonSchema: tool, behavior: 'NON_BLOCKING' }] },
      ],
      beside: geminiTools,
    },
    {
      name: 'tools',
      value: [
        {
          functionDeclarations: [
            { name: 'weather', parametersJsonSchema: tool, response: { type: 'STRING' } },
          ],
        },
      ],
      beside: geminiTools,
    },
    ...Object.entries(generationConfig).map(([member, value]) => ({
      name: 'generationConfig',
      value: { [member]: value },
    })),
    { name: 'generationConfig', value: { thinkingConfig: { thinkingLevel: 'LOW' } } },
    { name: 'generationConfig', value: { thinkingConfig: { includeThoughts: true } } },
  ],
};
