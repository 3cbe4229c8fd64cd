import type { Tool, ToolChoice } from '../../canonical/request.ts';
import type { JsonReader } from '../shared/json-reader.ts';
import { decodeCacheControl, dialectName, extensionsOf } from './vocabulary.ts';

const toolMembers = new Set(['type', 'name', 'description', 'input_schema', 'strict', 'cache_control']);

/** A tool of the client's own, or one that Anthropic defines or runs (`web_search_20250305`). */
export function decodeTool(tool: JsonReader): Tool {
  const type = tool.optionalString('type');
  if (type !== undefined && type !== 'custom') {
    return { type: 'vendor', dialect: dialectName, kind: withoutDate(type), value: tool.object };
  }
  return {
    type: 'function',
    name: tool.string('name', 'toolName'),
    description: tool.optionalString('description'),
    parameters: tool.reader('input_schema').object,
    strict: tool.optionalBoolean('strict'),
    cache: decodeCacheControl(tool),
    extensions: extensionsOf(tool, toolMembers),
  };
}

export function decodeToolChoice(choice: JsonReader): ToolChoice {
  const type = choice.oneOf('type', ['auto', 'any', 'tool', 'none']);
  if (type === 'tool') return { type, name: choice.string('name', 'toolName') };
  return { type: type === 'any' ? 'required' : type };
}

/** `web_search` of `web_search_20250305`. */
function withoutDate(type: string): string {
  return /^(.+)_\d{8}$/.exec(type)?.[1] ?? type;
}
