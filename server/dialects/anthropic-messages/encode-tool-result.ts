import type { JsonObject } from '../../canonical/json.ts';
import type { Losses } from '../../canonical/loss.ts';
import type { MediaPart, TextPart, ToolResultPart } from '../../canonical/part.ts';
import { ownExtensions } from '../shared/foreign-extensions.ts';
import { isBlank } from './plain-block.ts';
import { toolUseId } from './tool-use-id.ts';
import { dialectName, encodeCacheControl } from './vocabulary.ts';

/** @param encodeItem Encodes a block inside the result; null when the format has none for it. */
export function encodeToolResult(
  part: ToolResultPart,
  encodeItem: (item: TextPart | MediaPart, path?: string) => JsonObject | null,
  losses: Losses,
  path?: string,
): JsonObject {
  const content = contentOf(part, encodeItem, path);
  return {
    type: 'tool_result',
    tool_use_id: toolUseId(part.toolCallId),
    ...(content === null ? {} : { content }),
    ...(part.isError === undefined ? {} : { is_error: part.isError }),
    ...ownExtensions(part.extensions, dialectName, losses, path),
    ...(part.cache === undefined ? {} : { cache_control: encodeCacheControl(part.cache) }),
  };
}

function contentOf(
  part: ToolResultPart,
  encodeItem: (item: TextPart | MediaPart, path?: string) => JsonObject | null,
  path?: string,
): string | JsonObject[] | null {
  const [first, ...others] = part.content;
  if (first === undefined) {
    return part.structured === undefined || part.structured === '' ? null : textOfStructured(part);
  }
  if (others.length === 0 && isPlainText(first)) return isBlank(first.text) ? null : first.text;
  const blocks: JsonObject[] = [];
  for (const [index, item] of part.content.entries()) {
    const block = encodeItem(item, path === undefined ? undefined : `${path}.content[${index}]`);
    if (block !== null) blocks.push(block);
  }
  return blocks.length === 0 ? null : blocks;
}

function textOfStructured(part: ToolResultPart): string {
  return typeof part.structured === 'string' ? part.structured : JSON.stringify(part.structured);
}

/** Text with nothing beside it, which may be written as a string instead of a block. */
export function isPlainText(part: TextPart | MediaPart): part is TextPart {
  return (
    part.type === 'text' &&
    part.cache === undefined &&
    part.extensions === undefined &&
    part.signature === undefined
  );
}
