import { Fault } from '../../canonical/fault.ts';
import type { JsonValue } from '../../canonical/json.ts';
import type { MediaPart, Part, TextPart } from '../../canonical/part.ts';
import type { JsonReader } from '../shared/json-reader.ts';
import { decodeDocument, decodeImage } from './decode-media.ts';
import { decodeToolResult } from './decode-tool-result.ts';
import { decodeCacheControl, dialectName, extensionsOf, ownSignature } from './vocabulary.ts';

/**
 * One content block of a request or of an answer. Blocks that only this format has (server tools and their
 * results, uploads to containers, …) come as extensions, verbatim.
 */
export function decodeBlock(block: JsonReader): Part {
  const type = block.string('type');
  switch (type) {
    case 'text':
      return decodeText(block);
    case 'image':
      return decodeImage(block) ?? extension(block, type);
    case 'document':
      return decodeDocument(block) ?? extension(block, type);
    case 'search_result':
      return decodeSearchResult(block);
    case 'thinking':
      return {
        type: 'reasoning',
        text: block.string('thinking'),
        signature: ownSignature(block.optionalString('signature')),
      };
    case 'redacted_thinking':
      return { type: 'reasoning', text: '', redacted: ownSignature(block.string('data')) };
    case 'tool_use':
      return {
        type: 'tool-call',
        id: block.string('id', 'id'),
        name: block.string('name', 'toolName'),
        arguments: jsonText(block, 'input'),
        cache: decodeCacheControl(block),
        extensions: extensionsOf(block, isDirect(block) ? directToolUseMembers : toolUseMembers),
      };
    case 'tool_result':
      return decodeToolResult(block, decodeResultBlock);
    default:
      return extension(block, type);
  }
}

const textMembers = new Set(['type', 'text', 'cache_control']);
const toolUseMembers = new Set(['type', 'id', 'name', 'input', 'cache_control']);
const directToolUseMembers = new Set([...toolUseMembers, 'caller']);

/** Called by the model itself, which goes without saying; the other callers are programs it wrote. */
function isDirect(block: JsonReader): boolean {
  return block.optionalReader('caller')?.value('type') === 'direct';
}

/** Citations stay in the extensions: each vendor's point into documents in a way of its own. */
export function decodeText(block: JsonReader): TextPart {
  return {
    type: 'text',
    text: block.string('text'),
    cache: decodeCacheControl(block),
    extensions: extensionsOf(block, textMembers),
  };
}

/** What stands in a tool's result: text and media; everything else as its text, with the block itself beside it. */
function decodeResultBlock(block: JsonReader): TextPart | MediaPart {
  const part = decodeBlock(block);
  if (part.type === 'text' || part.type === 'image' || part.type === 'document') return part;
  const type = block.string('type');
  return { type: 'text', text: '', extensions: { [dialectName]: { [type]: block.object } } };
}

/** A passage the client found itself: text for any model, with the block kept for this format. */
function decodeSearchResult(block: JsonReader): TextPart {
  const passages = block.readers('content', 'parts').map((passage) => passage.string('text'));
  return {
    type: 'text',
    text: [block.string('title'), block.string('source'), ...passages].join('\n'),
    cache: decodeCacheControl(block),
    extensions: { [dialectName]: { search_result: block.object } },
  };
}

function extension(block: JsonReader, kind: string): Part {
  return { type: 'extension', dialect: dialectName, kind, value: block.object };
}

/** The object at `member` as JSON text; empty for `{}`, so that "no arguments" looks the same from every format. */
function jsonText(block: JsonReader, member: string): string {
  const value: JsonValue = block.reader(member).object;
  if (Object.keys(value).length === 0) return '';
  try {
    return JSON.stringify(value);
  } catch (cause) {
    // Only nesting deeper than the stack is left to fail.
    const path = block.pathOf(member);
    throw new Fault('invalid_request', `${path}: nested too deeply.`, { path, cause });
  }
}
