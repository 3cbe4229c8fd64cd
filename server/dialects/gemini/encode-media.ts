import type { JsonObject } from '../../canonical/json.ts';
import type { Losses } from '../../canonical/loss.ts';
import type { MediaPart } from '../../canonical/part.ts';
import { ownExtensions } from '../shared/foreign-extensions.ts';
import { mediaTypeOfName } from '../shared/media-type.ts';
import { isVideoPage } from './decode-file.ts';
import { membersOf } from './extensions.ts';

const nested = ['inlineData', 'fileData'];
/** Where the Files API keeps what was uploaded (https://ai.google.dev/api/files). */
const filesBase = 'https://generativelanguage.googleapis.com/v1beta/';

/**
 * Image, audio, video and documents, by bytes or by address (public URLs are fetched by Gemini).
 * Null when the source means nothing to Gemini; that is a loss.
 */
export function encodeMedia(part: MediaPart, losses: Losses, path: string): JsonObject | null {
  const own = ownExtensions(part.extensions, 'gemini', losses, path);
  if (part.detail !== undefined && part.detail !== 'auto') losses.add('detail', path);
  if (part.fileName !== undefined) losses.add('file_name', path);
  if (part.context !== undefined) losses.add('context', path);
  const content = encodeSource(part, losses, path);
  if (content === null) return null;
  for (const owner of nested) {
    const holder = content[owner];
    if (holder !== undefined) content[owner] = { ...holder, ...membersOf(own, nested, owner) };
  }
  return { ...content, ...membersOf(own, nested) };
}

function encodeSource(part: MediaPart, losses: Losses, path: string): Record<string, JsonObject> | null {
  const { source } = part;
  switch (source.kind) {
    case 'base64':
      return { inlineData: { mimeType: source.mediaType, data: source.data } };
    case 'text':
      return {
        inlineData: {
          mimeType: source.mediaType ?? 'text/plain',
          data: Buffer.from(source.text, 'utf8').toString('base64'),
        },
      };
    case 'url': {
      const mimeType = source.mediaType ?? guessedMediaType(part, source.url);
      return { fileData: { fileUri: source.url, ...(mimeType === undefined ? {} : { mimeType }) } };
    }
    case 'file': {
      const isUri = source.fileId.includes('://');
      if (!isUri && !source.fileId.startsWith('files/')) {
        losses.add('file_id', path);
        return null;
      }
      const mimeType = source.mediaType;
      return {
        fileData: {
          fileUri: isUri ? source.fileId : filesBase + source.fileId,
          ...(mimeType === undefined ? {} : { mimeType }),
        },
      };
    }
  }
}

/** What most likely is behind an address that does not tell by its ending. Anthropic's documents by address are all PDF. */
const usualTypes: Readonly<Partial<Record<MediaPart['type'], string>>> = {
  image: 'image/jpeg',
  document: 'application/pdf',
};

function guessedMediaType(part: MediaPart, url: string): string | undefined {
  if (isVideoPage(url)) return undefined;
  return mediaTypeOfName(url) ?? usualTypes[part.type];
}
