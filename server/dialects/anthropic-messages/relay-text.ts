import type { JsonObject, JsonValue } from '../../canonical/json.ts';
import { isJsonObject } from '../shared/json-reader.ts';

/** Where the text of a block or a delta may be. */
const textMembers = ['text', 'thinking', 'partial_json'] as const;

/** All a model wrote in an answer: text, thoughts and arguments. For estimating tokens, so gaps do not matter. */
export function textOfBlocks(content: JsonValue | undefined): string {
  if (!Array.isArray(content)) return '';
  return content.map((block) => (isJsonObject(block) ? textOf(block) + inputOf(block) : '')).join('');
}

/** @param data Of a `content_block_delta` event; null when it was no JSON. */
export function textOfDelta(data: JsonObject | null): string {
  return isJsonObject(data?.delta) ? textOf(data.delta) : '';
}

function textOf(object: JsonObject): string {
  for (const member of textMembers) {
    const text = object[member];
    if (typeof text === 'string') return text;
  }
  return '';
}

function inputOf(block: JsonObject): string {
  try {
    return block.type === 'tool_use' ? JSON.stringify(block.input ?? {}) : '';
  } catch {
    return '';
  }
}
