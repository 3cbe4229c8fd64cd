import type { JsonObject, JsonValue } from '../../canonical/json.ts';
import type { CanonicalRequest, OutputFormat, Sampling } from '../../canonical/request.ts';
import { readServiceTier } from '../../canonical/usage.ts';
import type { Envelope, WireRequest } from '../dialect.ts';
import { endUserIn } from '../shared/end-user.ts';
import { isJsonObject, JsonReader } from '../shared/json-reader.ts';
import { decodeMessages } from './decode-messages.ts';
import { decodeReasoning } from './decode-reasoning.ts';
import { decodeTool, decodeToolChoice } from './decode-tools.ts';
import { decodeCacheControl, dialectName } from './vocabulary.ts';

export function readEnvelope(request: WireRequest): Envelope {
  const body = JsonReader.of(request.body, 'invalid_request');
  const envelope: Envelope = {
    model: readModel(body),
    stream: body.optionalBoolean('stream') ?? false,
    maxOutputTokens: body.optionalInteger('max_tokens', 0),
  };
  const metadata = body.value('metadata');
  const endUser = isJsonObject(metadata) ? endUserIn(metadata, 'user_id') : undefined;
  if (endUser !== undefined) envelope.endUser = endUser;
  const serviceTier = readServiceTier(body.value('speed')) ?? readServiceTier(body.value('service_tier'));
  if (serviceTier !== undefined) envelope.serviceTier = serviceTier;
  return envelope;
}

const members = new Set([
  'model',
  'messages',
  'max_tokens',
  'system',
  'temperature',
  'top_p',
  'top_k',
  'stop_sequences',
  'stream',
  'metadata',
  'tools',
  'tool_choice',
  'thinking',
  'output_config',
  'output_format',
  'service_tier',
  'cache_control',
]);

/** Body of `POST /v1/messages`. */
export function decodeRequest(request: WireRequest): CanonicalRequest {
  const body = JsonReader.of(request.body, 'invalid_request');
  if (body.value('max_tokens') === undefined) throw body.wrong('max_tokens', 'a whole number');
  const toolChoice = body.optionalReader('tool_choice');
  const withoutParallel = toolChoice?.optionalBoolean('disable_parallel_tool_use');
  const { reasoning, verbatim: thinking } = decodeReasoning(body);
  const metadata = body.optionalReader('metadata');
  const outputConfig = body.optionalReader('output_config');
  const output = decodeOutput(outputConfig, 'format') ?? decodeOutput(body, 'output_format');
  return {
    model: readModel(body),
    messages: decodeMessages(body),
    tools: body.optionalReaders('tools', 'tools')?.map(decodeTool),
    toolChoice: toolChoice === undefined ? undefined : decodeToolChoice(toolChoice),
    parallelToolCalls: withoutParallel === undefined ? undefined : !withoutParallel,
    sampling: decodeSampling(body),
    reasoning,
    output,
    stream: body.optionalBoolean('stream') ?? false,
    endUserId: metadata?.optionalString('user_id', 'id'),
    serviceTier: body.optionalString('service_tier'),
    cache: decodeCacheControl(body),
    extensions: extensions({
      ...body.rest(members),
      ...nested('metadata', metadata?.rest(metadataMembers)),
      ...nested('output_config', outputConfig?.rest(outputConfigMembers)),
      ...nested('thinking', thinking),
    }),
  };
}

const metadataMembers = new Set(['user_id']);
const outputConfigMembers = new Set(['effort', 'format']);

function readModel(body: JsonReader): string {
  const model = body.string('model', 'modelName');
  if (model === '') throw body.wrong('model', 'the name of a model');
  return model;
}

function decodeSampling(body: JsonReader): Sampling {
  return {
    maxTokens: body.optionalInteger('max_tokens', 0),
    temperature: body.optionalNumber('temperature'),
    topP: body.optionalNumber('top_p'),
    topK: body.optionalInteger('top_k', 0),
    stop: body.optionalStrings('stop_sequences', 'stopSequences'),
  };
}

/** `output_config.format`, or `output_format` as the beta had it. Anthropic always holds to it. */
function decodeOutput(reader: JsonReader | undefined, member: string): OutputFormat | undefined {
  const format = reader?.optionalReader(member);
  if (format === undefined) return undefined;
  format.oneOf('type', ['json_schema']);
  return { type: 'json-schema', schema: format.reader('schema').object, strict: true };
}

function nested(member: string, value: JsonValue | undefined): JsonObject {
  return value === undefined || (isJsonObject(value) && Object.keys(value).length === 0)
    ? {}
    : { [member]: value };
}

function extensions(members: JsonObject): CanonicalRequest['extensions'] {
  return Object.keys(members).length === 0 ? undefined : { [dialectName]: members };
}
