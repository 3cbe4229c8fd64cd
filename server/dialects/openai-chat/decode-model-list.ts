import type { JsonObject, JsonValue } from '../../canonical/json.ts';
import type { Capability, ListedModel, ModelListPage } from '../../canonical/listed-model.ts';
import { isJsonObject } from '../shared/json-reader.ts';
import { listedObjects, modelNameIn, tokensIn } from '../shared/listed-model.ts';

/**
 * OpenAI says no more than names (platform.openai.com/docs/api-reference/models/list). Servers that imitate it say
 * more, each in its own words: OpenRouter, Mistral, Groq, Together (a bare array), Fireworks, vLLM. Never in pages.
 */
export function decodeModelList(body: JsonValue): ModelListPage {
  const list = isJsonObject(body) ? body.data : body;
  return { models: listedObjects(list).flatMap(decodeModel), next: null };
}

function decodeModel(model: JsonObject): ListedModel[] {
  const name = modelNameIn(model.id);
  if (name === null) return [];
  const provider = isJsonObject(model.top_provider) ? model.top_provider : {};
  return [
    {
      name,
      chat: isChat(name, model),
      contextTokens: tokensIn(
        model.context_window,
        model.context_length,
        model.max_context_length,
        model.max_model_len,
      ),
      outputTokens: tokensIn(model.max_completion_tokens, provider.max_completion_tokens),
      capabilities: capabilitiesOf(model),
    },
  ];
}

/** Of models whose list says nothing, the name does: OpenAI's own list has them all together. */
const otherPurpose =
  /(^|[-_/.])(embed(ding)?s?|whisper|tts|dall-e|moderations?|image|transcribe|realtime|sora|rerank(er)?|davinci|babbage|audio)([-_/.\d]|$)/i;

function isChat(name: string, model: JsonObject): boolean {
  const { capabilities, type } = model;
  if (isJsonObject(capabilities) && typeof capabilities.completion_chat === 'boolean') {
    return capabilities.completion_chat;
  }
  if (typeof model.supports_chat === 'boolean') return model.supports_chat;
  if (typeof type === 'string' && togetherTypes.has(type)) return type === 'chat' || type === 'language';
  return !otherPurpose.test(name);
}

/** https://docs.together.ai/reference/models */
const togetherTypes = new Set([
  'chat',
  'language',
  'code',
  'image',
  'embedding',
  'moderation',
  'rerank',
  'audio',
]);

function capabilitiesOf(model: JsonObject): Capability[] | null {
  if (Array.isArray(model.supported_parameters)) return openRouterCapabilities(model);
  if (isJsonObject(model.capabilities)) return mistralCapabilities(model.capabilities);
  return null;
}

/** https://openrouter.ai/docs/api-reference/list-available-models */
function openRouterCapabilities(model: JsonObject): Capability[] {
  const parameters = new Set(Array.isArray(model.supported_parameters) ? model.supported_parameters : []);
  const architecture = isJsonObject(model.architecture) ? model.architecture : {};
  const inputs = new Set(Array.isArray(architecture.input_modalities) ? architecture.input_modalities : []);
  return only({
    tools: parameters.has('tools'),
    images: inputs.has('image'),
    audio: inputs.has('audio'),
    reasoning: parameters.has('reasoning'),
    'json-schema': parameters.has('structured_outputs'),
  });
}

/** https://docs.mistral.ai/api/endpoint/models. Of JSON Schema it says nothing; all chat models take it. */
function mistralCapabilities(said: JsonObject): Capability[] | null {
  if (typeof said.function_calling !== 'boolean') return null;
  return only({
    tools: said.function_calling,
    images: said.vision === true,
    audio: said.audio === true,
    reasoning: said.reasoning === true,
    'json-schema': said.completion_chat === true,
  });
}

function only(known: Record<Capability, boolean>): Capability[] {
  return (Object.keys(known) as Capability[]).filter((capability) => known[capability]);
}
