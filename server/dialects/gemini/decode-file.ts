import type { MediaPart, MediaSource } from '../../canonical/part.ts';
import type { JsonReader } from '../shared/json-reader.ts';
import { mediaKindOf, mediaTypeOfName } from '../shared/media-type.ts';
import { ExtensionBag } from './extensions.ts';
import { spelled, spellings } from './spelling.ts';

const partMembers = spellings('fileData');
const fileMembers = spellings('mimeType', 'fileUri');

/** A part with `fileData`: bytes by address, uploaded before or anywhere on the web. */
export function decodeFileData(part: JsonReader): MediaPart {
  const file = part.reader(spelled(part, 'fileData'));
  const uri = file.string(spelled(file, 'fileUri'));
  const mediaType = file.optionalString(spelled(file, 'mimeType'));
  const extensions = new ExtensionBag();
  extensions.add(part.rest(partMembers));
  extensions.add(file.rest(fileMembers), 'fileData');
  const kind = isVideoPage(uri) ? 'video' : mediaKindOf(mediaType ?? mediaTypeOfName(uri) ?? '');
  return { type: kind, source: sourceOf(uri, mediaType), ...extensions.asMember };
}

function sourceOf(uri: string, mediaType: string | undefined): MediaSource {
  const type = mediaType === undefined ? {} : { mediaType };
  return uri.startsWith('https://generativelanguage.googleapis.com/') || !uri.includes('://')
    ? { kind: 'file', fileId: uri, ...type }
    : { kind: 'url', url: uri, ...type };
}

/** YouTube pages are taken as films, without a media type. */
export function isVideoPage(url: string): boolean {
  return /^https?:\/\/(www\.|m\.)?(youtube\.com|youtu\.be)\//.test(url);
}
