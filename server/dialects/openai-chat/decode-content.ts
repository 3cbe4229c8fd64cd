import type { JsonValue } from '../../canonical/json.ts';
import type { CacheMarker, MediaPart, MediaSource, Part } from '../../canonical/part.ts';
import { parseDataUrl } from '../shared/data-url.ts';
import type { JsonReader } from '../shared/json-reader.ts';
import { mediaKindOf, mediaTypeOfName } from '../shared/media-type.ts';

/**
 * Parts of a `content` member: a string, or an array of typed parts. An empty string amounts to no parts.
 * @param nullable Whether the message may do without (assistant).
 */
export function decodeContent(message: JsonReader, nullable: boolean): Part[] {
  const content = message.value('content');
  if (typeof content === 'string') return content === '' ? [] : [{ type: 'text', text: content }];
  if (Array.isArray(content)) return message.readers('content', 'parts').map(decodePart);
  if (content === undefined && nullable) return [];
  throw message.wrong('content', 'a string or an array of parts');
}

function decodePart(part: JsonReader): Part {
  const type = part.string('type');
  switch (type) {
    case 'text':
      return finished({ type: 'text', text: part.string('text') }, part, 'text');
    case 'refusal':
      return finished({ type: 'refusal', text: part.string('refusal') }, part, 'refusal');
    case 'image_url':
      return finished(decodeImage(part), part, 'image_url');
    case 'input_audio':
      return finished(decodeAudio(part.reader('input_audio')), part, 'input_audio');
    case 'file':
      return finished(decodeFile(part.reader('file')), part, 'file');
    case 'video_url':
      return finished({ type: 'video', source: sourceOf(urlOf(part, 'video_url')) }, part, 'video_url');
    case 'audio_url':
      return finished({ type: 'audio', source: sourceOf(urlOf(part, 'audio_url')) }, part, 'audio_url');
    case 'thinking':
      return { type: 'reasoning', text: thinkingText(part.value('thinking')) };
    default:
      return { type: 'extension', dialect: 'openai-chat', kind: type, value: part.object };
  }
}

const commonMembers = ['type', 'cache_control', 'prompt_cache_breakpoint'];
const membersByOwn = new Map(
  ['text', 'refusal', 'image_url', 'input_audio', 'file', 'video_url', 'audio_url'].map((own) => [
    own,
    new Set([...commonMembers, own]),
  ]),
);

/** Adds what any part may have: a cache marker, and members this format's author does not know. */
function finished<Known extends Exclude<Part, { type: 'extension' }>>(
  decoded: Known,
  part: JsonReader,
  own: string,
): Known {
  const cache = decodeCacheMarker(part);
  if (cache !== undefined) decoded.cache = cache;
  const rest = part.rest(membersByOwn.get(own) ?? new Set());
  if (rest !== undefined) decoded.extensions = { 'openai-chat': rest };
  return decoded;
}

/** OpenAI's `prompt_cache_breakpoint`, or Anthropic's `cache_control` as many servers take it in this format. */
export function decodeCacheMarker(part: JsonReader): CacheMarker | undefined {
  const control = part.optionalReader('cache_control');
  if (control !== undefined) {
    const timeToLive = control.optionalOneOf('ttl', ['5m', '1h']);
    return timeToLive === undefined ? {} : { timeToLive };
  }
  return part.optionalReader('prompt_cache_breakpoint') === undefined ? undefined : {};
}

const details = ['auto', 'low', 'high', 'original'] as const;

function decodeImage(part: JsonReader): MediaPart {
  const image: MediaPart = { type: 'image', source: sourceOf(urlOf(part, 'image_url')) };
  if (typeof part.value('image_url') === 'object') {
    const detail = part.reader('image_url').optionalOneOf('detail', details);
    if (detail !== undefined) image.detail = detail;
  }
  return image;
}

/** `{url}` as OpenAI has it, or the bare URL as Mistral has it. */
function urlOf(part: JsonReader, member: string): string {
  const value = part.value(member);
  return typeof value === 'string' ? value : part.reader(member).string('url');
}

function sourceOf(url: string): MediaSource {
  const dataUrl = parseDataUrl(url);
  return dataUrl === null
    ? { kind: 'url', url }
    : { kind: 'base64', data: dataUrl.data, mediaType: dataUrl.mediaType };
}

function decodeAudio(audio: JsonReader): MediaPart {
  const data = audio.string('data');
  // Qwen takes a data URL or an address here.
  if (data.startsWith('data:') || data.startsWith('http')) return { type: 'audio', source: sourceOf(data) };
  return {
    type: 'audio',
    source: { kind: 'base64', data, mediaType: audioMediaType(audio.string('format')) },
  };
}

/** @param format OpenAI's name of an audio format. */
function audioMediaType(format: string): string {
  return format === 'mp3' ? 'audio/mpeg' : `audio/${format}`;
}

function decodeFile(file: JsonReader): MediaPart {
  const fileName = file.optionalString('filename');
  const fileId = file.optionalString('file_id', 'id');
  const source = fileId === undefined ? fileSource(file.string('file_data'), fileName) : undefined;
  const mediaType = source?.mediaType ?? (fileName === undefined ? undefined : mediaTypeOfName(fileName));
  const part: MediaPart = {
    type: mediaType === undefined ? 'document' : mediaKindOf(mediaType),
    source: source ?? { kind: 'file', fileId: fileId ?? '' },
  };
  if (fileName !== undefined) part.fileName = fileName;
  return part;
}

const address = /^(https?|gs|s3):\/\//i;

/** A data URL as OpenAI wants it, an address as some servers take it, or bare base64. */
function fileSource(data: string, fileName: string | undefined): MediaSource {
  const dataUrl = parseDataUrl(data);
  if (dataUrl !== null) return { kind: 'base64', data: dataUrl.data, mediaType: dataUrl.mediaType };
  const byName = fileName === undefined ? undefined : mediaTypeOfName(fileName);
  if (address.test(data)) {
    const mediaType = byName ?? mediaTypeOfName(data);
    return mediaType === undefined ? { kind: 'url', url: data } : { kind: 'url', url: data, mediaType };
  }
  return { kind: 'base64', data, mediaType: byName ?? 'application/pdf' };
}

/** Mistral's thinking part: a list of text parts. */
export function thinkingText(thinking: JsonValue | undefined): string {
  if (typeof thinking === 'string') return thinking;
  if (!Array.isArray(thinking)) return '';
  let text = '';
  for (const piece of thinking) {
    if (typeof piece === 'object' && piece !== null && !Array.isArray(piece)) {
      if (typeof piece.text === 'string') text += piece.text;
    }
  }
  return text;
}
