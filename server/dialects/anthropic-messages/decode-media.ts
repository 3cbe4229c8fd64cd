import type { MediaPart, MediaSource } from '../../canonical/part.ts';
import type { JsonReader } from '../shared/json-reader.ts';
import { decodeCacheControl, dialectName, extensionsOf } from './vocabulary.ts';

const imageMembers = new Set(['type', 'source', 'cache_control']);
const documentMembers = new Set(['type', 'source', 'title', 'context', 'cache_control']);

/** Null when the source is of a kind only this format knows. */
export function decodeImage(block: JsonReader): MediaPart | null {
  const source = decodeSource(block.reader('source'));
  return source === null
    ? null
    : {
        type: 'image',
        source,
        cache: decodeCacheControl(block),
        extensions: extensionsOf(block, imageMembers),
      };
}

/** Null when the source is of a kind only this format knows. */
export function decodeDocument(block: JsonReader): MediaPart | null {
  const reader = block.reader('source');
  const blocks = reader.value('type') === 'content' ? textOfBlocks(reader) : null;
  const source = blocks === null ? decodeSource(reader) : { kind: 'text' as const, text: blocks };
  if (source === null) return null;
  const extensions = extensionsOf(block, documentMembers);
  return {
    type: 'document',
    source,
    fileName: block.optionalString('title'),
    context: block.optionalString('context'),
    cache: decodeCacheControl(block),
    // Citations count in blocks: a document cut into blocks must go back as it was cut.
    extensions:
      blocks === null
        ? extensions
        : { [dialectName]: { ...extensions?.[dialectName], document_blocks: reader.object } },
  };
}

function decodeSource(source: JsonReader): MediaSource | null {
  switch (source.string('type')) {
    case 'base64':
      return { kind: 'base64', data: source.string('data'), mediaType: source.string('media_type') };
    case 'url':
      return { kind: 'url', url: source.string('url') };
    case 'file':
      return { kind: 'file', fileId: source.string('file_id', 'id') };
    case 'text':
      return { kind: 'text', text: source.string('data'), mediaType: source.optionalString('media_type') };
    default:
      return null;
  }
}

/** Text of a document given in blocks; null when there are images among them. */
function textOfBlocks(source: JsonReader): string | null {
  const content = source.value('content');
  if (typeof content === 'string') return content;
  const texts: string[] = [];
  for (const block of source.readers('content', 'parts')) {
    if (block.string('type') !== 'text') return null;
    texts.push(block.string('text'));
  }
  return texts.join('\n');
}
