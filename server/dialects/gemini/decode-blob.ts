import type { MediaPart } from '../../canonical/part.ts';
import type { JsonReader } from '../shared/json-reader.ts';
import { mediaKindOf, registeredMediaType } from '../shared/media-type.ts';
import { ExtensionBag } from './extensions.ts';
import { spelled, spellings } from './spelling.ts';

const blobMembers = spellings('mimeType', 'data');

/** A `Blob`: bytes in base64 and what they are. @param about What else its part says about it. */
export function decodeBlob(blob: JsonReader, about = new ExtensionBag()): MediaPart {
  const mediaType = registeredMediaType(blob.string(spelled(blob, 'mimeType')));
  about.add(blob.rest(blobMembers), 'inlineData');
  return {
    type: mediaKindOf(mediaType),
    source: { kind: 'base64', data: standardBase64(blob.string('data')), mediaType },
    ...about.asMember,
  };
}

/** Proto JSON takes both alphabets of base64, and Google's Python client sends the one for URLs; others take the standard one only. */
function standardBase64(data: string): string {
  return data.includes('-') || data.includes('_') ? data.replaceAll('-', '+').replaceAll('_', '/') : data;
}
