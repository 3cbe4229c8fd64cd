import type { JsonValue } from '../../canonical/json.ts';
import type { CanonicalRequest, Sampling } from '../../canonical/request.ts';
import type { WireRequest } from '../dialect.ts';
import { JsonReader } from '../shared/json-reader.ts';
import { decodeMessages } from './decode-messages.ts';
import { decodeOutputFormat } from './output-format.ts';
import { decodeReasoningRequest } from './reasoning-request.ts';
import { decodeTool, decodeToolChoice } from './tools.ts';

/**
 * Members with a place of their own in the canonical request. `stream_options` has two: whether usage is wanted
 * is kept; whether chunks are padded against traffic analysis is not, since Heddle never pads.
 */
const knownMembers: ReadonlySet<string> = new Set([
  'model',
  'messages',
  'tools',
  'tool_choice',
  'parallel_tool_calls',
  'max_tokens',
  'max_completion_tokens',
  'temperature',
  'top_p',
  'top_k',
  'frequency_penalty',
  'presence_penalty',
  'seed',
  'stop',
  'n',
  'logprobs',
  'top_logprobs',
  'logit_bias',
  'reasoning_effort',
  'reasoning',
  'thinking',
  'response_format',
  'stream',
  'stream_options',
  'user',
  'safety_identifier',
  'metadata',
  'service_tier',
]);

export function decodeRequest({ body }: WireRequest): CanonicalRequest {
  const reader = JsonReader.of(body, 'invalid_request');
  const request: CanonicalRequest = {
    model: reader.string('model', 'modelName'),
    messages: decodeMessages(reader),
    sampling: decodeSampling(reader),
    stream: reader.optionalBoolean('stream') ?? false,
  };
  const tools = reader.optionalReaders('tools', 'tools');
  if (tools !== undefined && tools.length > 0) request.tools = tools.map(decodeTool);
  const toolChoice = decodeToolChoice(reader);
  if (toolChoice !== undefined) request.toolChoice = toolChoice;
  const parallel = reader.optionalBoolean('parallel_tool_calls');
  if (parallel !== undefined) request.parallelToolCalls = parallel;
  const reasoning = decodeReasoningRequest(reader);
  if (reasoning !== undefined) request.reasoning = reasoning;
  const output = decodeOutputFormat(reader);
  if (output !== undefined) request.output = output;
  const includeUsage = reader.optionalReader('stream_options')?.optionalBoolean('include_usage');
  if (includeUsage !== undefined) request.streamUsage = includeUsage;
  // `user` is what `safety_identifier` was called before.
  const endUserId = reader.optionalString('user', 'id') ?? reader.optionalString('safety_identifier', 'id');
  if (endUserId !== undefined) request.endUserId = endUserId;
  const metadata = decodeMetadata(reader);
  if (metadata !== undefined) request.metadata = metadata;
  const serviceTier = reader.optionalString('service_tier');
  if (serviceTier !== undefined) request.serviceTier = serviceTier;
  const rest = reader.rest(knownMembers);
  if (rest !== undefined) {
    // Text alone is what every model answers with anyway.
    if (isTextOnly(rest.modalities)) delete rest.modalities;
    if (Object.keys(rest).length > 0) request.extensions = { 'openai-chat': rest };
  }
  return request;
}

function decodeSampling(reader: JsonReader): Sampling {
  const sampling: Sampling = {};
  const maxTokens =
    reader.optionalInteger('max_completion_tokens', 0) ?? reader.optionalInteger('max_tokens', 0);
  if (maxTokens !== undefined) sampling.maxTokens = maxTokens;
  const temperature = reader.optionalNumber('temperature');
  if (temperature !== undefined) sampling.temperature = temperature;
  const topP = reader.optionalNumber('top_p');
  if (topP !== undefined) sampling.topP = topP;
  const topK = reader.optionalInteger('top_k');
  if (topK !== undefined) sampling.topK = topK;
  const frequencyPenalty = reader.optionalNumber('frequency_penalty');
  if (frequencyPenalty !== undefined) sampling.frequencyPenalty = frequencyPenalty;
  const presencePenalty = reader.optionalNumber('presence_penalty');
  if (presencePenalty !== undefined) sampling.presencePenalty = presencePenalty;
  const seed = reader.optionalNumber('seed');
  if (seed !== undefined) sampling.seed = seed;
  const stop = decodeStop(reader);
  if (stop !== undefined) sampling.stop = stop;
  const n = reader.optionalInteger('n', 1, 'choices');
  if (n !== undefined) sampling.n = n;
  const logprobs = reader.optionalBoolean('logprobs');
  if (logprobs !== undefined) sampling.logprobs = logprobs;
  const topLogprobs = reader.optionalInteger('top_logprobs', 0, 'topLogprobs');
  if (topLogprobs !== undefined) sampling.topLogprobs = topLogprobs;
  const logitBias = decodeLogitBias(reader);
  if (logitBias !== undefined) sampling.logitBias = logitBias;
  return sampling;
}

function decodeStop(reader: JsonReader): string[] | undefined {
  const stop = reader.value('stop');
  if (stop === undefined) return undefined;
  if (typeof stop === 'string') return [stop];
  if (Array.isArray(stop)) return reader.optionalStrings('stop', 'stopSequences');
  throw reader.wrong('stop', 'a string or an array of strings');
}

function decodeLogitBias(reader: JsonReader): Record<string, number> | undefined {
  const bias = reader.optionalReader('logit_bias');
  if (bias === undefined) return undefined;
  return Object.fromEntries(bias.members('logitBias').map((token) => [token, bias.number(token)]));
}

function decodeMetadata(reader: JsonReader): Record<string, string> | undefined {
  const metadata = reader.optionalReader('metadata');
  if (metadata === undefined) return undefined;
  return Object.fromEntries(metadata.members('metadata').map((key) => [key, metadata.string(key)]));
}

function isTextOnly(modalities: JsonValue | undefined): boolean {
  return Array.isArray(modalities) && modalities.length === 1 && modalities[0] === 'text';
}
