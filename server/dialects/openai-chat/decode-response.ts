import type { BoundName } from '../../canonical/bounds.ts';
import type { JsonValue } from '../../canonical/json.ts';
import type { MediaPart, Part } from '../../canonical/part.ts';
import type { CanonicalResponse, Choice } from '../../canonical/response.ts';
import { ArgumentsMeter } from '../shared/arguments-meter.ts';
import { parseDataUrl } from '../shared/data-url.ts';
import { isJsonObject, JsonReader } from '../shared/json-reader.ts';
import { decodeContent } from './decode-content.ts';
import { decodeToolCalls } from './decode-tool-calls.ts';
import { decodeStreamFault } from './fault.ts';
import { decodeFinish } from './finish.ts';
import { decodeLogprobs } from './logprobs.ts';
import { decodeReasoningParts } from './reasoning-parts.ts';
import { decodeThoughtSignature } from './thought-signature.ts';
import { usageOf } from './usage.ts';

/** Members read by name, and those that are about the server and not about the answer. */
export const knownResponseMembers: ReadonlySet<string> = new Set([
  'id',
  'object',
  'created',
  'model',
  'choices',
  'usage',
  'x_groq',
  'service_tier',
  'error',
  'obfuscation',
  'system_fingerprint',
  'prompt_filter_results',
  'provider',
]);

export function decodeResponse(body: JsonValue): CanonicalResponse {
  const reader = JsonReader.of(body, 'upstream_malformed');
  const error = reader.value('error');
  // OpenRouter answers 200 and says inside that the provider failed.
  if (error !== undefined && reader.value('choices') === undefined) throw decodeStreamFault(error);
  const id = optionalText(reader, 'id', 'answerId');
  const meter = new ArgumentsMeter('upstream_malformed');
  const response: CanonicalResponse = {
    id,
    model: optionalText(reader, 'model', 'modelName'),
    choices: reader
      .readers('choices', 'choices')
      .map((choice, position) => decodeChoice(choice, position, id, meter)),
    usage: usageOf(reader.object),
  };
  const created = reader.value('created');
  if (typeof created === 'number') response.createdAtSeconds = created;
  const serviceTier = reader.value('service_tier');
  if (typeof serviceTier === 'string') response.serviceTier = serviceTier;
  const rest = reader.rest(knownResponseMembers);
  if (rest !== undefined) response.extensions = { 'openai-chat': rest };
  return response;
}

function decodeChoice(
  choice: JsonReader,
  position: number,
  responseId: string,
  meter: ArgumentsMeter,
): Choice {
  const message = choice.reader('message');
  const index = choice.optionalInteger('index', 0) ?? position;
  const parts = decodeMessageParts(message, `${responseId}/${index}`, meter);
  const raw = choice.value('finish_reason');
  const native = choice.value('native_finish_reason');
  const stopSequence = choice.value('stop_reason');
  const decoded: Choice = {
    index,
    parts,
    finish: decodeFinish(typeof raw === 'string' && raw !== '' ? raw : null, {
      native: typeof native === 'string' ? native : null,
      hasToolCalls: parts.some((part) => part.type === 'tool-call'),
      hasRefusal: parts.some((part) => part.type === 'refusal'),
      ...(typeof stopSequence === 'string' && { stopSequence }),
    }),
  };
  const logprobs = decodeLogprobs(choice.value('logprobs'));
  if (logprobs !== undefined) decoded.logprobs = logprobs;
  const annotations = message.value('annotations');
  if (Array.isArray(annotations) && annotations.length > 0) {
    message.within('annotations', annotations.length, 'citations');
    decoded.extensions = { 'openai-chat': { annotations } };
  }
  return decoded;
}

function decodeMessageParts(message: JsonReader, seed: string, meter: ArgumentsMeter): Part[] {
  const parts: Part[] = decodeReasoningParts(message);
  const content = decodeContent(message, true);
  const signature = decodeThoughtSignature(message.value('extra_content'));
  const lastText = content.findLast((part) => part.type === 'text');
  if (signature !== undefined && lastText !== undefined) lastText.signature = signature;
  parts.push(...content);
  const refusal = message.optionalString('refusal');
  if (refusal !== undefined && refusal !== '') parts.push({ type: 'refusal', text: refusal });
  const images = message.value('images');
  if (Array.isArray(images)) message.within('images', images.length, 'parts');
  parts.push(...decodeImages(images));
  const audio = decodeAudio(message.value('audio'));
  if (audio !== undefined) parts.push(audio);
  parts.push(...decodeToolCalls(message, seed, meter));
  return parts;
}

/** Images a model made, as OpenRouter hands them over: `images: [{type: "image_url", image_url: {url}}]`. */
export function decodeImages(images: JsonValue | undefined): MediaPart[] {
  if (!Array.isArray(images)) return [];
  const parts: MediaPart[] = [];
  for (const image of images) {
    const url = isJsonObject(image) && isJsonObject(image.image_url) ? image.image_url.url : undefined;
    if (typeof url !== 'string') continue;
    const dataUrl = parseDataUrl(url);
    parts.push({
      type: 'image',
      source:
        dataUrl === null
          ? { kind: 'url', url }
          : { kind: 'base64', data: dataUrl.data, mediaType: dataUrl.mediaType },
    });
  }
  return parts;
}

/** The answer does not repeat which format was asked for; WAV is what most ask for. */
export const defaultAudioType = 'audio/wav';

export function decodeAudio(audio: JsonValue | undefined): MediaPart | undefined {
  if (!isJsonObject(audio) || typeof audio.data !== 'string') return undefined;
  const part: MediaPart = {
    type: 'audio',
    source: { kind: 'base64', data: audio.data, mediaType: defaultAudioType },
  };
  if (typeof audio.id === 'string') part.id = audio.id;
  if (typeof audio.transcript === 'string') part.transcript = audio.transcript;
  if (typeof audio.expires_at === 'number') {
    part.extensions = { 'openai-chat': { expires_at: audio.expires_at } };
  }
  return part;
}

function optionalText(reader: JsonReader, member: string, bound: BoundName): string {
  return typeof reader.value(member) === 'string' ? reader.string(member, bound) : '';
}
