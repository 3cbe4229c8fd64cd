import type { JsonObject } from '../../canonical/json.ts';
import { Losses } from '../../canonical/loss.ts';
import type { MediaPart, ReasoningPart, ToolCallPart } from '../../canonical/part.ts';
import type { CanonicalResponse, Choice } from '../../canonical/response.ts';
import type { Encoded, ResponseContext } from '../dialect.ts';
import { formatDataUrl } from '../shared/data-url.ts';
import { deriveId, responseId } from '../shared/derive-id.ts';
import { ownExtensions } from '../shared/foreign-extensions.ts';
import { nameKind } from '../shared/name-loss.ts';
import { defaultAudioType } from './decode-response.ts';
import { encodeFinish, isFinishLost } from './finish.ts';
import { encodeLogprobs } from './logprobs.ts';
import { encodeReasoningDetail, needsDetail } from './reasoning-parts.ts';
import { encodeServiceTier } from './service-tier.ts';
import { encodeThoughtSignature } from './thought-signature.ts';
import { encodeUsage } from './usage.ts';

export function encodeResponse(response: CanonicalResponse, context: ResponseContext): Encoded<JsonObject> {
  const losses = new Losses();
  const body: JsonObject = {
    id: responseId('chatcmpl-', response.id, context.requestId),
    object: 'chat.completion',
    created: response.createdAtSeconds ?? context.createdAtSeconds,
    model: context.model,
    choices: response.choices.map((choice) => encodeChoice(choice, context, losses)),
  };
  if (response.usage !== null) body.usage = encodeUsage(response.usage);
  if (response.serviceTier !== undefined) {
    const tier = encodeServiceTier(response.serviceTier);
    if (tier === undefined) losses.add('service_tier');
    else body.service_tier = tier;
  }
  Object.assign(body, ownExtensions(response.extensions, 'openai-chat', losses));
  return { body, losses: losses.list };
}

function encodeChoice(choice: Choice, context: ResponseContext, losses: Losses): JsonObject {
  const message = encodeMessage(choice, context, losses);
  const hasRefusal = message.refusal !== null;
  if (isFinishLost(choice.finish)) losses.add('finish_reason');
  return {
    index: choice.index,
    message,
    logprobs:
      choice.logprobs === undefined
        ? null
        : logprobsOf(choice.logprobs, hasRefusal && message.content === null),
    ...encodeFinish(choice.finish, hasRefusal),
  };
}

function logprobsOf(logprobs: NonNullable<Choice['logprobs']>, ofRefusal: boolean): JsonObject {
  const list = encodeLogprobs(logprobs);
  return ofRefusal ? { content: null, refusal: list } : { content: list, refusal: null };
}

function encodeMessage(choice: Choice, context: ResponseContext, losses: Losses): JsonObject {
  const message: JsonObject = { role: 'assistant', content: null, refusal: null };
  const reasoning: ReasoningPart[] = [];
  const calls: JsonObject[] = [];
  const images: JsonObject[] = [];
  const audio: MediaPart[] = [];
  for (const part of choice.parts) {
    switch (part.type) {
      case 'text':
        message.content = `${message.content ?? ''}${part.text}`;
        if (part.signature?.dialect === 'gemini') {
          message.extra_content = encodeThoughtSignature(part.signature);
        }
        ownExtensions(part.extensions, 'openai-chat', losses);
        break;
      case 'refusal':
        message.refusal = `${message.refusal ?? ''}${part.text}`;
        break;
      case 'reasoning':
        reasoning.push(part);
        break;
      case 'tool-call':
        calls.push(encodeToolCall(part, `${context.requestId}/${choice.index}`, calls.length));
        break;
      case 'image':
        encodeImage(part, images, losses);
        break;
      case 'audio':
        audio.push(part);
        break;
      case 'extension':
        nameKind(losses, part.kind, 'unknown_part');
        break;
      default:
        losses.add(part.type.replace('-', '_'));
    }
  }
  if (reasoning.length > 0) encodeReasoning(reasoning, message);
  if (images.length > 0) message.images = images;
  const [recording] = audio;
  if (recording !== undefined) message.audio = encodeAudio(joinRecordings(recording, audio), losses);
  if (calls.length > 0) message.tool_calls = calls;
  return Object.assign(message, ownExtensions(choice.extensions, 'openai-chat', losses));
}

function encodeReasoning(parts: readonly ReasoningPart[], message: JsonObject): void {
  const text = parts.map((part) => part.text).join('');
  if (text !== '') message.reasoning_content = text;
  if (parts.some(needsDetail)) message.reasoning_details = parts.map(encodeReasoningDetail);
}

function encodeToolCall(part: ToolCallPart, seed: string, index: number): JsonObject {
  const id = part.id === '' ? deriveId('call_', seed, index) : part.id;
  const call: JsonObject =
    part.freeText === true
      ? { id, type: 'custom', custom: { name: part.name, input: part.arguments } }
      : {
          id,
          type: 'function',
          // Clients parse the arguments: none at all is written as an empty object.
          function: { name: part.name, arguments: part.arguments === '' ? '{}' : part.arguments },
        };
  if (part.signature?.dialect === 'gemini') call.extra_content = encodeThoughtSignature(part.signature);
  return call;
}

/** An image in the shape of {@link decodeImages}; a file in a vendor's store cannot be handed over. */
export function encodeImage(part: MediaPart, into: JsonObject[], losses: Losses): void {
  const { source } = part;
  if (source.kind === 'url') into.push({ type: 'image_url', image_url: { url: source.url } });
  else if (source.kind === 'base64') {
    into.push({ type: 'image_url', image_url: { url: formatDataUrl(source.mediaType, source.data) } });
  } else losses.add('image');
}

/** A message has one recording; some models hand it over in slices. */
function joinRecordings(first: MediaPart, parts: readonly MediaPart[]): MediaPart {
  if (parts.length === 1) return first;
  const slices: Buffer[] = [];
  for (const { source } of parts) {
    if (source.kind === 'base64') slices.push(Buffer.from(source.data, 'base64'));
  }
  const data = Buffer.concat(slices).toString('base64');
  const mediaType = first.source.mediaType ?? defaultAudioType;
  const transcript = parts.map((part) => part.transcript ?? '').join('');
  return { ...first, source: { kind: 'base64', data, mediaType }, transcript };
}

export function encodeAudio(part: MediaPart, losses: Losses): JsonObject | null {
  const { source } = part;
  if (source.kind !== 'base64') {
    losses.add('audio');
    return null;
  }
  // The format does not repeat which one it is: a client takes it for the one it asked for.
  if (source.mediaType !== defaultAudioType) losses.add('audio_format');
  return {
    id: part.id ?? deriveId('audio_', source.data),
    data: source.data,
    transcript: part.transcript ?? '',
    expires_at: 0,
    ...ownExtensions(part.extensions, 'openai-chat', losses),
  };
}
