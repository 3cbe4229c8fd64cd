/**
 * Names a loss may have when the client, or an upstream, chose them: members, kinds of parts and of tools. What is
 * not here is counted and not named, so that no header and no record holds what somebody made up.
 * Sources: the vendors' API descriptions and SDKs; servers that speak OpenAI's format with members of their own.
 */
const openAiChat = `
  add_generation_prompt allowed_tools annotations audio audio_url bad_words best_of builtin_function
  cache_prompt chat_template chat_template_kwargs citation_options citations code_interpreter
  compound_custom content_filter_results continue_final_message custom deferred detail
  disable_tool_validation do_sample documents drawing_tool echo enable_search enable_thinking expires_at
  extra_body extra_content file file_data file_id file_search filename frequency_penalty function_call
  functions grammar guided_choice guided_grammar guided_json guided_regex ignore_eos image_url images
  include_obfuscation include_reasoning include_stop_str_in_output input_audio json_schema keep_alive
  kv_transfer_params length_penalty logit_bias logits logits_processors logprobs matched_stop
  max_completion_tokens max_tokens mcp metadata min_p min_tokens mirostat mirostat_eta mirostat_tau
  mm_processor_kwargs modalities models moderation n native_finish_reason num_ctx num_search_queries options
  parallel_tool_calls parameters partial plugins prediction prefix presence_penalty preset priority
  prompt_cache_breakpoint prompt_cache_key prompt_cache_options prompt_cache_retention prompt_logprobs
  prompt_mode prompt_token_ids provider random_seed reasoning reasoning_content reasoning_details
  reasoning_effort reasoning_format reasoning_split refusal repetition_penalty request_id response_format
  retrieval return_images return_related_questions route safe_prompt safety_identifier search_domain_filter
  search_mode search_options search_parameters search_recency_filter search_results seed service_class
  service_tier skip_special_tokens spaces_between_special_tokens stop stop_token_ids store stream
  stream_options strict structured_outputs system_fingerprint temperature thinking thinking_budget thoughts
  timings tool_call_id tool_calls tool_choice tools top_a top_k top_logprobs top_p transcript transforms ttl
  reasoning_signature reasoning_opaque signature typical_p usage use_beam_search user user_id user_location verbosity video_url videos voice web_search
  web_search_options x_groq
`;

const anthropicMessages = `
  advisor advisor_message advisor_tool_result allowed_callers allowed_domains allowed_tools
  anthropic_version authorization_token bash bash_code_execution_tool_result betas blocked_domains
  budget_tokens cache_control cache_creation cache_creation_input_tokens cache_miss_reason
  cache_read_input_tokens caching caller citations clear_at_least clear_thinking clear_tool_inputs
  clear_tool_uses code_execution code_execution_tool_result compact compaction computer configs container
  container_upload context context_management default_config defer_loading diagnostics
  disable_parallel_tool_use display document document_blocks eager_input_streaming edits effort enable_zoom
  encrypted_content encrypted_stdout error_code error_message estimated_tokens exclude_tools expires_at
  explanation fallback fallback_credit fallback_credit_token fallback_has_prefill_claim fallback_message
  fallbacks file_id file_type image inference_geo input_examples input_schema instructions is_error
  is_file_update iterations json_schema max_characters max_content_tokens max_tokens max_uses
  mcp_server_name mcp_servers mcp_tool_result mcp_tool_use mcp_toolset media_type memory metadata
  mid_conv_system output_config output_format output_tokens_details page_age pause_after_compaction
  previous_message_id reason recommended_model redacted_thinking response_inclusion retrieved_at
  search_result server_name server_tool_use service_tier signature skill_id skills source speed status
  stop_details stop_reason stop_sequence stop_sequences stream strict system task_budget temperature
  text_editor text_editor_code_execution_tool_result thinking title tool_addition tool_choice
  tool_configuration tool_id tool_name tool_reference tool_references tool_removal tool_result
  tool_search_tool_bm25 tool_search_tool_regex tool_search_tool_result tool_use tool_use_id tools top_k
  top_p ttl usage use_cache user_id user_location user_profile_id web_fetch web_fetch_tool_result web_search
  web_search_tool_result
`;

const gemini = `
  _responseJsonSchema allowedFunctionNames aspectRatio audioTimestamp avgLogprobs behavior blockReason
  cachedContent cachedContentTokenCount cacheTokensDetails candidateCount candidatesTokenCount
  candidatesTokensDetails citationMetadata citationSources codeExecution codeExecutionResult computerUse
  createTime customMetadata delivery disabledSafetyPolicies dynamicRetrievalConfig dynamicThreshold
  echoTargetLanguage enableAffectiveDialog enableEnhancedCivicAnswers enablePromptInjectionDetection
  enableWidget endOffset enterpriseWebSearch excludedPredefinedFunctions executableCode externalApi fileData
  fileSearch fileSearchStore fileSearchStoreNames fileUri finishMessage finishReason frequencyPenalty
  functionCall functionCallingConfig functionDeclarations functionResponse generationConfig googleMaps
  googleMapsUri googleMapsWidgetContextToken googleSearch googleSearchDynamicRetrievalScore
  googleSearchRetrieval groundingAttributions groundingChunkIndices groundingChunks groundingMetadata
  groundingPassage groundingSupports id imageConfig imageSearch imageSearchQueries imageSize
  includeServerSideToolInvocations includeThoughts index inlineData labels languageCode logprobs
  logprobsResult maxOutputTokens mcpServers mediaResolution metadataFilter mode modelArmorConfig
  modelSelectionConfig modelStage modelStatus modelVersion multiSpeakerVoiceConfig name parallelAiSearch
  parameters parametersJsonSchema partMetadata personalization placeAnswerSources prebuiltVoiceConfig
  presencePenalty promptFeedback promptTokenCount promptTokensDetails renderedParts responseFormat
  responseId responseJsonSchema responseLogprobs responseMimeType responseModalities responseSchema
  retirementTime retrieval retrievalConfig retrievalMetadata retrievedContext reviewSnippets routingConfig
  safetyRatings safetySettings scheduling searchEntryPoint searchTypes seed semanticRetrieverChunk
  serviceTier speakerVoiceConfigs speechConfig streamFunctionCallArguments response sseReadTimeout startOffset stopSequences store
  streamableHttpTransport systemInstruction targetLanguageCode temperature thinkingBudget thinkingConfig
  thinkingLevel thought thoughtSignature thoughtsTokenCount timeRangeFilter toolCall toolConfig toolResponse
  tools toolType toolUsePromptTokenCount toolUsePromptTokensDetails topK topP totalTokenCount
  translationConfig urlContext urlContextMetadata urlMetadata usageMetadata videoMetadata voiceConfig
  webSearch webSearchQueries willContinue
`;

/** Keywords of JSON Schema and of OpenAPI's dialect of it. */
const jsonSchema = `
  $anchor $dynamicAnchor $dynamicRef $recursiveAnchor $recursiveRef $ref $vocabulary additionalItems
  additionalProperties allOf anchor anyOf comment const contains contentEncoding contentMediaType
  contentSchema default definitions dependencies dependentRequired dependentSchemas deprecated description
  discriminator else enum example examples exclusiveMaximum exclusiveMinimum externalDocs format if items
  maxContains maximum maxItems maxLength maxProperties minContains minimum minItems minLength minProperties
  multipleOf not nullable oneOf pattern patternProperties prefixItems properties propertyNames
  propertyOrdering readOnly required strict then title type unevaluatedItems unevaluatedProperties
  uniqueItems writeOnly xml
`;

const names: ReadonlySet<string> = new Set(
  [openAiChat, anthropicMessages, gemini, jsonSchema]
    .flatMap(wordsOf)
    .flatMap((name) => [name, snakeCase(name)]),
);

/** Whether a name is a format's own; `generationConfig.speechConfig` where both halves are. */
export function isLossName(name: string): boolean {
  const dot = name.indexOf('.');
  return dot === -1 ? names.has(name) : names.has(name.slice(0, dot)) && names.has(name.slice(dot + 1));
}

function wordsOf(text: string): string[] {
  return text.trim().split(/\s+/);
}

/** Google's parsers take a field in either spelling, and so do its clients. */
function snakeCase(name: string): string {
  return name.replace(/(?<=[a-z])[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
