import type { JsonObject } from '../../canonical/json.ts';
import type { Losses } from '../../canonical/loss.ts';
import type { MediaPart, MediaSource, Part, TextPart } from '../../canonical/part.ts';
import type { Target } from '../dialect.ts';
import { formatDataUrl } from '../shared/data-url.ts';
import { ownExtensions } from '../shared/foreign-extensions.ts';
import { nameKind } from '../shared/name-loss.ts';
import { encodeCacheMarker } from './cache-marker.ts';

/** What every encoder of parts needs: where it goes, and where losses are noted. */
export interface EncodeContext {
  target: Target;
  losses: Losses;
}

/** Plain text as a string, anything else as an array of parts; an empty string when there is nothing. */
export function encodeContent(
  parts: readonly Part[],
  context: EncodeContext,
  path: string,
): string | JsonObject[] {
  const encoded: JsonObject[] = [];
  for (const [index, part] of parts.entries()) encodePart(part, encoded, context, `${path}[${index}]`);
  const [only] = encoded;
  if (only === undefined) return '';
  const isPlain = encoded.length === 1 && only.type === 'text' && Object.keys(only).length === 2;
  return isPlain && typeof only.text === 'string' ? only.text : encoded;
}

function encodePart(part: Part, into: JsonObject[], context: EncodeContext, path: string): void {
  switch (part.type) {
    case 'text':
      into.push(encodeText(part, context, path));
      return;
    case 'refusal':
      into.push({ type: 'refusal', refusal: part.text });
      return;
    case 'image':
    case 'audio':
    case 'video':
    case 'document':
      encodeMedia(part, into, context, path);
      return;
    case 'extension':
      if (part.dialect === 'openai-chat' && isPart(part.value)) into.push(part.value);
      else nameKind(context.losses, part.kind, 'unknown_part', path);
      return;
    case 'reasoning':
    case 'tool-call':
    case 'tool-result':
      // Those have places of their own; here they would be misplaced.
      context.losses.add(part.type.replace('-', '_'), path);
  }
}

export function encodeText(part: TextPart, context: EncodeContext, path: string): JsonObject {
  const encoded: JsonObject = {
    type: 'text',
    text: part.text,
    ...ownExtensions(part.extensions, 'openai-chat', context.losses, path),
  };
  if (part.cache !== undefined) encodeCacheMarker(encoded, part.cache, context.target, context.losses, path);
  if (part.signature !== undefined) context.losses.add('reasoning_signature', path);
  return encoded;
}

function encodeMedia(part: MediaPart, into: JsonObject[], context: EncodeContext, path: string): void {
  // What Anthropic says about a document beside it has no member here: it goes before it as text.
  if (part.context !== undefined && part.source.kind !== 'text') {
    into.push({ type: 'text', text: part.context });
  }
  const encoded = encodeMediaSource(part, part.source, context.target);
  if (typeof encoded === 'string') {
    context.losses.add(encoded, path);
    return;
  }
  Object.assign(encoded, ownExtensions(part.extensions, 'openai-chat', context.losses, path));
  if (part.cache !== undefined) encodeCacheMarker(encoded, part.cache, context.target, context.losses, path);
  into.push(encoded);
}

/** The part, or the name of the loss when the target's server does not take it. */
function encodeMediaSource(part: MediaPart, source: MediaSource, target: Target): JsonObject | string {
  switch (source.kind) {
    case 'text':
      return encodeTextDocument(part, source.text);
    case 'file':
      // An id of another vendor's file store means nothing here; OpenAI's begin with "file-".
      return source.fileId.startsWith('file-')
        ? {
            type: 'file',
            file: { file_id: source.fileId, ...(part.fileName && { filename: part.fileName }) },
          }
        : 'file_id';
    case 'url':
      return encodeUrl(part, source.url, target);
    case 'base64':
      return encodeBase64(part, source.data, source.mediaType, target);
  }
}

function encodeUrl(part: MediaPart, url: string, target: Target): JsonObject | string {
  if (part.type === 'image') {
    return target.quirks.imageUrls === false ? 'image_url' : encodeImage(part, url);
  }
  const accepts = target.quirks.accepts ?? [];
  if (part.type !== 'document' && accepts.includes(`${part.type}_url`)) return encodeMediaUrl(part.type, url);
  if (accepts.includes('file_url')) return encodeFile(part, url, undefined);
  // OpenAI fetches nothing but images.
  return `${part.type}_url`;
}

function encodeBase64(part: MediaPart, data: string, mediaType: string, target: Target): JsonObject | string {
  switch (part.type) {
    case 'image':
      return encodeImage(part, formatDataUrl(mediaType, data));
    case 'audio':
      return { type: 'input_audio', input_audio: { data, format: audioFormat(mediaType) } };
    case 'video':
      return target.quirks.accepts?.includes('video_url')
        ? encodeMediaUrl('video', formatDataUrl(mediaType, data))
        : 'video';
    case 'document':
      return isText(mediaType)
        ? encodeTextDocument(part, Buffer.from(data, 'base64').toString('utf8'))
        : encodeFile(part, formatDataUrl(mediaType, data), mediaType);
  }
}

/** Of files OpenAI reads PDF here; what is text anyway is best said as such. */
function isText(mediaType: string): boolean {
  return mediaType.startsWith('text/') || mediaType === 'application/json';
}

function encodeTextDocument(part: MediaPart, text: string): JsonObject {
  const pieces = [part.fileName, part.context, text].filter((piece) => piece !== undefined);
  return { type: 'text', text: pieces.join('\n\n') };
}

function encodeImage(part: MediaPart, url: string): JsonObject {
  const image: JsonObject = { url };
  if (part.detail !== undefined) image.detail = part.detail;
  return { type: 'image_url', image_url: image };
}

function encodeMediaUrl(type: 'audio' | 'video', url: string): JsonObject {
  return type === 'audio'
    ? { type: 'audio_url', audio_url: { url } }
    : { type: 'video_url', video_url: { url } };
}

/** OpenAI wants a name beside the bytes. */
function encodeFile(part: MediaPart, fileData: string, mediaType: string | undefined): JsonObject {
  const extension = mediaType === undefined ? undefined : mediaType.slice(mediaType.indexOf('/') + 1);
  const defaultName = extension === undefined ? 'document' : `document.${extension}`;
  return { type: 'file', file: { filename: part.fileName ?? defaultName, file_data: fileData } };
}

const mp3Types: ReadonlySet<string> = new Set(['audio/mpeg', 'audio/mp3', 'audio/x-mp3', 'audio/mpeg3']);
const wavTypes: ReadonlySet<string> = new Set(['audio/wav', 'audio/wave', 'audio/x-wav', 'audio/vnd.wave']);

/** OpenAI's name of an audio format. */
function audioFormat(mediaType: string): string {
  if (mp3Types.has(mediaType)) return 'mp3';
  if (wavTypes.has(mediaType)) return 'wav';
  const subtype = mediaType.slice(mediaType.indexOf('/') + 1);
  return subtype.startsWith('x-') ? subtype.slice(2) : subtype;
}

function isPart(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
