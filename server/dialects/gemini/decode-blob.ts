import type { MediaPart } from '../../canonical/part.ts';
import type { JsonReader } from '../shared/json-reader.ts';
import { mediaKindOf } from '../shared/media-type.ts';
import { ExtensionBag } from './extensions.ts';
import { spelled, spellings } from './spelling.ts';

const blobMembers = spellings('mimeType', 'data');

/** A `Blob`: bytes in base64 and what they are. @param about What else its part says about it. */
export function decodeBlob(blob: JsonReader, about = new ExtensionBag()): MediaPart {
  const mediaType = blob.string(spelled(blob, 'mimeType'));
  about.add(blob.rest(blobMembers), 'inlineData');
  return {
    type: mediaKindOf(mediaType),
    source: { kind: 'base64', data: blob.string('data'), mediaType },
    ...about.asMember,
  };
}
