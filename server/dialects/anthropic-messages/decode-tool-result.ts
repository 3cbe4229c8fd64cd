import type { MediaPart, TextPart, ToolResultPart } from '../../canonical/part.ts';
import type { JsonReader } from '../shared/json-reader.ts';
import { decodeCacheControl, extensionsOf } from './vocabulary.ts';

const members = new Set(['type', 'tool_use_id', 'content', 'is_error', 'cache_control']);

/** @param decodeContent Decodes a block inside the result. */
export function decodeToolResult(
  block: JsonReader,
  decodeContent: (block: JsonReader) => TextPart | MediaPart,
): ToolResultPart {
  return {
    type: 'tool-result',
    toolCallId: block.string('tool_use_id', 'id'),
    content: contentOf(block, decodeContent),
    isError: block.optionalBoolean('is_error'),
    cache: decodeCacheControl(block),
    extensions: extensionsOf(block, members),
  };
}

function contentOf(
  block: JsonReader,
  decodeContent: (block: JsonReader) => TextPart | MediaPart,
): (TextPart | MediaPart)[] {
  const content = block.value('content');
  if (content === undefined || content === '') return [];
  if (typeof content === 'string') return [{ type: 'text', text: content }];
  return block.readers('content', 'parts').map(decodeContent);
}
