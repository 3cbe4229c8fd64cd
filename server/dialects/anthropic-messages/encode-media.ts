import type { JsonObject } from '../../canonical/json.ts';
import type { Losses } from '../../canonical/loss.ts';
import type { MediaPart, MediaSource } from '../../canonical/part.ts';
import { ownExtensions } from '../shared/foreign-extensions.ts';
import type { BlockContext } from './encode-block.ts';
import { dialectName, encodeCacheControl } from './vocabulary.ts';

/** Source: platform.claude.com/docs, "Vision". */
const imageTypes = new Set(['image/jpeg', 'image/png', 'image/gif', 'image/webp']);

/** Images and documents in what a user says or a tool returns; everything else is a loss. */
export function encodeMedia(part: MediaPart, context: BlockContext, path?: string): JsonObject | null {
  const { losses } = context;
  if (context.role === 'assistant' || part.type === 'audio' || part.type === 'video') {
    losses.add(part.type, path);
    return null;
  }
  if (part.detail !== undefined && part.detail !== 'auto') losses.add('detail', path);
  const { document_blocks: blocks, ...own } = ownExtensions(part.extensions, dialectName, losses, path) ?? {};
  const source =
    part.type === 'image' ? imageSource(part, context, path) : documentSource(part, losses, path);
  if (source === null) return null;
  return {
    type: part.type,
    source: blocks ?? source,
    ...(part.type === 'document' && part.fileName !== undefined ? { title: part.fileName } : {}),
    ...(part.type === 'document' && part.context !== undefined ? { context: part.context } : {}),
    ...own,
    ...(part.cache === undefined ? {} : { cache_control: encodeCacheControl(part.cache) }),
  };
}

function imageSource(part: MediaPart, context: BlockContext, path?: string): JsonObject | null {
  const { source } = part;
  switch (source.kind) {
    case 'base64':
      if (imageTypes.has(source.mediaType)) return base64(source.data, source.mediaType);
      context.losses.add('image', path);
      return null;
    case 'url':
      return urlSource(source.url, context, 'image_url', path);
    case 'file':
      return fileSource(source.fileId, context.losses, path);
    case 'text':
      context.losses.add('image', path);
      return null;
  }
}

function documentSource(part: MediaPart, losses: Losses, path?: string): JsonObject | null {
  const { source } = part;
  switch (source.kind) {
    case 'base64':
      return base64Document(source, losses, path);
    case 'url':
      return urlSource(source.url, { losses, role: 'user' }, 'file_url', path);
    case 'file':
      return fileSource(source.fileId, losses, path);
    case 'text':
      return plainText(source.text);
  }
}

/** PDF goes as it is, text as text; Anthropic reads no other bytes. */
function base64Document(
  source: Extract<MediaSource, { kind: 'base64' }>,
  losses: Losses,
  path?: string,
): JsonObject | null {
  if (source.mediaType === 'application/pdf') return base64(source.data, source.mediaType);
  if (source.mediaType.startsWith('text/') || source.mediaType === 'application/json') {
    return plainText(Buffer.from(source.data, 'base64').toString('utf8'));
  }
  losses.add('document', path);
  return null;
}

function base64(data: string, mediaType: string): JsonObject {
  return { type: 'base64', media_type: mediaType, data };
}

function plainText(text: string): JsonObject {
  return { type: 'text', media_type: 'text/plain', data: text };
}

/** @param loss What it is called when the server fetches nothing. Only http and https are fetched by any. */
function urlSource(url: string, context: BlockContext, loss: string, path?: string): JsonObject | null {
  const fetchable = context.target?.quirks.imageUrls !== false && /^https?:\/\//i.test(url);
  if (fetchable) return { type: 'url', url };
  context.losses.add(loss, path);
  return null;
}

/** Ids of Anthropic's own Files API start like this; another vendor's would be refused. */
const filePrefix = 'file_';

function fileSource(fileId: string, losses: Losses, path?: string): JsonObject | null {
  if (fileId.startsWith(filePrefix)) return { type: 'file', file_id: fileId };
  losses.add('file_id', path);
  return null;
}
