import type { Quirks } from '../dialects/dialect.ts';
import type { Provider } from './provider.ts';

/**
 * What servers that imitate OpenAI agree on: the older `max_tokens`, no `developer` role, earlier reasoning
 * under `reasoning_content`, a prompt cache that takes no markers, and no choice among allowed tools.
 */
const imitation: Quirks = {
  maxTokensField: 'max_tokens',
  developerRole: false,
  reasoningField: 'reasoning_content',
  cacheMarker: 'none',
  allowedTools: false,
};

type Row = Omit<Provider, 'dialect' | 'authentication' | 'needsCredential' | 'quirks'> & {
  quirks?: Quirks;
  needsCredential?: boolean;
};

function row({ quirks, needsCredential = true, ...rest }: Row): Provider {
  return {
    ...rest,
    dialect: 'openai-chat',
    authentication: 'bearer',
    needsCredential,
    quirks: { ...imitation, ...quirks },
  };
}

/** Vendors and servers that speak OpenAI's chat format, each with where it deviates. Facts from the vendors' own references. */
export const openAiCompatibleProviders: readonly Provider[] = [
  row({
    // https://console.groq.com/docs/openai: logprobs, logit_bias and top_logprobs are answered with 400, n must be 1.
    id: 'groq',
    name: 'Groq',
    baseUrl: 'https://api.groq.com/openai/v1',
    environmentVariable: 'GROQ_API_KEY',
    quirks: {
      maxTokensField: 'max_completion_tokens',
      reasoningField: 'reasoning',
      unsupported: ['logprobs', 'top_logprobs', 'logit_bias', 'n'],
    },
    priceProvider: 'groq',
    suggestedModels: [
      'llama-3.3-70b-versatile',
      'openai/gpt-oss-120b',
      'openai/gpt-oss-20b',
      'qwen/qwen3-32b',
    ],
    documentationUrl: 'https://console.groq.com/keys',
  }),
  row({
    // https://api-docs.deepseek.com: JSON mode only, thinking switched by {"thinking": {"type": …}}.
    id: 'deepseek',
    name: 'DeepSeek',
    baseUrl: 'https://api.deepseek.com/v1',
    environmentVariable: 'DEEPSEEK_API_KEY',
    quirks: { jsonSchema: false, reasoningRequest: 'thinking-object', mostStopSequences: 16 },
    priceProvider: 'deepseek',
    suggestedModels: ['deepseek-v4-flash', 'deepseek-v4-pro'],
    documentationUrl: 'https://platform.deepseek.com/api_keys',
  }),
  row({
    // https://docs.mistral.ai/api: unknown members are refused with 422; usage comes in the last chunk unasked.
    id: 'mistral',
    name: 'Mistral',
    baseUrl: 'https://api.mistral.ai/v1',
    environmentVariable: 'MISTRAL_API_KEY',
    quirks: {
      streamOptions: false,
      reasoningRequest: 'none',
      reasoningField: 'none',
      unsupported: [
        'logprobs',
        'top_logprobs',
        'logit_bias',
        'seed',
        'user',
        'service_tier',
        'store',
        'metadata',
      ],
    },
    priceProvider: 'mistral',
    suggestedModels: [
      'mistral-large-2512',
      'mistral-medium-latest',
      'mistral-small-latest',
      'codestral-2508',
    ],
    documentationUrl: 'https://console.mistral.ai/api-keys',
  }),
  row({
    // https://openrouter.ai/docs/api-reference/overview: {"reasoning": {…}} in, `reasoning_details` out and back.
    id: 'openrouter',
    name: 'OpenRouter',
    baseUrl: 'https://openrouter.ai/api/v1',
    environmentVariable: 'OPENROUTER_API_KEY',
    quirks: {
      reasoningRequest: 'reasoning-object',
      reasoningField: 'reasoning_details',
      cacheMarker: 'cache_control',
      accepts: ['top_k'],
    },
    priceProvider: 'openrouter',
    suggestedModels: ['openai/gpt-5.4-mini', 'anthropic/claude-sonnet-4.6', 'google/gemini-2.5-flash'],
    documentationUrl: 'https://openrouter.ai/settings/keys',
  }),
  row({
    // https://docs.together.ai/reference/chat-completions
    id: 'together',
    name: 'Together AI',
    baseUrl: 'https://api.together.xyz/v1',
    environmentVariable: 'TOGETHER_API_KEY',
    quirks: { reasoningField: 'reasoning', accepts: ['top_k'] },
    priceProvider: 'together',
    suggestedModels: [
      'meta-llama/Llama-3.3-70B-Instruct-Turbo',
      'meta-llama/Llama-4-Maverick-17B-128E-Instruct-FP8',
    ],
    documentationUrl: 'https://api.together.ai/settings/api-keys',
  }),
  row({
    // https://docs.siliconflow.com/en/api-reference/chat-completions/chat-completions
    id: 'siliconflow',
    name: 'SiliconFlow',
    baseUrl: 'https://api.siliconflow.com/v1',
    environmentVariable: 'SILICONFLOW_API_KEY',
    quirks: { reasoningRequest: 'none', accepts: ['top_k'] },
    suggestedModels: ['deepseek-ai/DeepSeek-V3.2', 'Qwen/Qwen3-32B', 'moonshotai/Kimi-K2-Instruct'],
    documentationUrl: 'https://cloud.siliconflow.com/account/ak',
  }),
  row({
    // https://platform.moonshot.ai/docs/api/chat
    id: 'moonshot',
    name: 'Moonshot AI',
    baseUrl: 'https://api.moonshot.ai/v1',
    environmentVariable: 'MOONSHOT_API_KEY',
    quirks: { reasoningRequest: 'thinking-object' },
    priceProvider: 'moonshotai',
    suggestedModels: ['kimi-k3', 'kimi-k2.6', 'kimi-k2.5'],
    documentationUrl: 'https://platform.moonshot.ai/console/api-keys',
  }),
  row({
    // https://docs.x.ai/docs/api-reference
    id: 'xai',
    name: 'xAI',
    baseUrl: 'https://api.x.ai/v1',
    environmentVariable: 'XAI_API_KEY',
    quirks: { maxTokensField: 'max_completion_tokens', unsupported: ['logit_bias'] },
    priceProvider: 'x-ai',
    suggestedModels: ['grok-4.6', 'grok-4.3', 'grok-code-fast-1'],
    documentationUrl: 'https://console.x.ai',
  }),
  row({
    // https://docs.fireworks.ai/api-reference/post-chatcompletions
    id: 'fireworks',
    name: 'Fireworks AI',
    baseUrl: 'https://api.fireworks.ai/inference/v1',
    environmentVariable: 'FIREWORKS_API_KEY',
    quirks: { accepts: ['top_k'] },
    priceProvider: 'fireworks',
    suggestedModels: [
      'accounts/fireworks/models/deepseek-v4-flash',
      'accounts/fireworks/models/gpt-oss-120b',
    ],
    documentationUrl: 'https://app.fireworks.ai/settings/users/api-keys',
  }),
  row({
    // https://docs.perplexity.ai/api-reference/chat-completions-post: searches by itself, knows no tools.
    id: 'perplexity',
    name: 'Perplexity',
    baseUrl: 'https://api.perplexity.ai',
    environmentVariable: 'PERPLEXITY_API_KEY',
    quirks: {
      streamOptions: false,
      reasoningField: 'none',
      unsupported: [
        'tools',
        'tool_choice',
        'parallel_tool_calls',
        'logprobs',
        'top_logprobs',
        'logit_bias',
        'seed',
        'n',
      ],
    },
    priceProvider: 'perplexity',
    suggestedModels: ['sonar', 'sonar-pro', 'sonar-reasoning-pro'],
    documentationUrl: 'https://www.perplexity.ai/settings/api',
  }),
  row({
    // https://inference-docs.cerebras.ai/resources/openai: these are answered with 400.
    id: 'cerebras',
    name: 'Cerebras',
    baseUrl: 'https://api.cerebras.ai/v1',
    environmentVariable: 'CEREBRAS_API_KEY',
    quirks: {
      maxTokensField: 'max_completion_tokens',
      reasoningField: 'reasoning',
      unsupported: ['frequency_penalty', 'presence_penalty', 'logit_bias'],
    },
    priceProvider: 'cerebras',
    suggestedModels: ['gpt-oss-120b', 'gemma-4-31b'],
    documentationUrl: 'https://cloud.cerebras.ai',
  }),
  row({
    // https://docs.api.nvidia.com/nim/reference/llm-apis
    id: 'nvidia',
    name: 'NVIDIA NIM',
    baseUrl: 'https://integrate.api.nvidia.com/v1',
    environmentVariable: 'NVIDIA_API_KEY',
    suggestedModels: ['meta/llama-3.3-70b-instruct', 'openai/gpt-oss-120b'],
    documentationUrl: 'https://build.nvidia.com/settings/api-keys',
  }),
  row({
    // https://docs.ollama.com/openai: logit_bias, n, user and tool_choice are not understood; images in base64 only.
    id: 'ollama',
    name: 'Ollama',
    baseUrl: 'http://127.0.0.1:11434/v1',
    needsCredential: false,
    quirks: {
      reasoningField: 'reasoning',
      imageUrls: false,
      unsupported: ['logit_bias', 'n', 'user', 'tool_choice'],
    },
    suggestedModels: ['gpt-oss:20b', 'qwen3:8b', 'llama3.2', 'gemma3'],
    documentationUrl: 'https://ollama.com/download',
  }),
  row({
    // https://docs.vllm.ai/en/latest/serving/openai_compatible_server.html: no bound of stop sequences of its own.
    id: 'vllm',
    name: 'vLLM',
    baseUrl: null,
    needsCredential: false,
    quirks: { accepts: ['top_k'], mostStopSequences: 64 },
    suggestedModels: [],
    documentationUrl: 'https://docs.vllm.ai/en/latest/serving/openai_compatible_server.html',
  }),
  row({
    id: 'openai-compatible',
    name: 'OpenAI-compatible server',
    baseUrl: null,
    needsCredential: false,
    suggestedModels: [],
  }),
];
