import type { JsonObject } from '../../canonical/json.ts';
import type { Losses } from '../../canonical/loss.ts';
import type { MediaPart, Part, ReasoningPart, TextPart, ToolCallPart } from '../../canonical/part.ts';
import type { Target } from '../dialect.ts';
import { ownExtensions } from '../shared/foreign-extensions.ts';
import { isJsonObject } from '../shared/json-reader.ts';
import { nameKind } from '../shared/name-loss.ts';
import { parseArguments } from '../shared/parse-arguments.ts';
import { encodeMedia } from './encode-media.ts';
import { encodeToolResult } from './encode-tool-result.ts';
import { isBlank } from './plain-block.ts';
import { toolUseId } from './tool-use-id.ts';
import { dialectName, encodeCacheControl } from './vocabulary.ts';

/** What an encoder of blocks reports to, and where it is. */
export interface BlockContext {
  losses: Losses;
  /** Absent when an answer to a client is written. */
  target?: Target;
  role: 'user' | 'assistant';
}

/** The part as a content block; null when the format has none for it, which is then a loss. */
export function encodeBlock(part: Part, context: BlockContext, path?: string): JsonObject | null {
  switch (part.type) {
    case 'text':
      return encodeText(part, context, path);
    case 'refusal':
      // Said in words, as Anthropic's models do; that it was a refusal shows in the answer's stop_reason only.
      if (context.target !== undefined) context.losses.add('refusal', path);
      return encodeText({ type: 'text', text: part.text }, context, path);
    case 'reasoning':
      return encodeReasoningPart(part, context, path);
    case 'tool-call':
      return encodeToolUse(part, context.losses, path);
    case 'tool-result':
      return encodeToolResult(part, (item, at) => encodeResultItem(item, context, at), context.losses, path);
    case 'extension':
      if (part.dialect === dialectName && isJsonObject(part.value)) return part.value;
      nameKind(context.losses, part.kind, 'unknown_part', path);
      return null;
    default:
      return encodeMedia(part, context, path);
  }
}

/** Null for text that says nothing: an empty one, or in a request white space alone, which Anthropic refuses. */
export function encodeText(
  part: TextPart,
  { losses, target }: Pick<BlockContext, 'losses' | 'target'>,
  path?: string,
): JsonObject | null {
  const own = ownExtensions(part.extensions, dialectName, losses, path);
  if (part.signature !== undefined) losses.add('reasoning_signature', path);
  const verbatim = own === undefined ? null : verbatimBlock(own);
  if (verbatim !== null) return verbatim;
  if (part.text === '' || (target !== undefined && isBlank(part.text))) return null;
  return {
    type: 'text',
    text: part.text,
    ...own,
    ...(part.cache === undefined ? {} : { cache_control: encodeCacheControl(part.cache) }),
  };
}

/** A block that the decoder turned into text for other formats is kept under the name of its own type. */
function verbatimBlock(own: Readonly<JsonObject>): JsonObject | null {
  for (const [type, block] of Object.entries(own)) {
    if (isJsonObject(block) && block.type === type) return block;
  }
  return null;
}

function encodeReasoningPart(part: ReasoningPart, context: BlockContext, path?: string): JsonObject | null {
  if (part.redacted?.dialect === dialectName) return { type: 'redacted_thinking', data: part.redacted.value };
  const signature = part.signature?.dialect === dialectName ? part.signature.value : '';
  if (part.redacted !== undefined || (part.signature !== undefined && signature === '')) {
    context.losses.add('reasoning_signature', path);
  }
  if (context.target !== undefined && signature === '') {
    // Anthropic takes back only thoughts it has signed itself.
    if (part.text !== '') context.losses.add('reasoning_content', path);
    return null;
  }
  return part.text === '' && signature === '' ? null : { type: 'thinking', thinking: part.text, signature };
}

function encodeToolUse(part: ToolCallPart, losses: Losses, path?: string): JsonObject {
  if (part.signature !== undefined && part.signature.dialect !== dialectName) {
    losses.add('reasoning_signature', path);
  }
  return {
    type: 'tool_use',
    id: toolUseId(part.id),
    name: part.name,
    input: inputOf(part, losses, path),
    ...ownExtensions(part.extensions, dialectName, losses, path),
    ...(part.cache === undefined ? {} : { cache_control: encodeCacheControl(part.cache) }),
  };
}

/** The arguments as the object the format wants. Text that is no JSON object is kept, inside of one. */
function inputOf(part: ToolCallPart, losses: Losses, path?: string): JsonObject {
  if (part.freeText === true) {
    losses.add('custom_tool_call', path);
    return { input: part.arguments };
  }
  const value = parseArguments(part.arguments);
  if (value !== null) return value;
  losses.add('invalid_tool_arguments', path);
  return { arguments: part.arguments };
}

function encodeResultItem(
  item: TextPart | MediaPart,
  context: BlockContext,
  path?: string,
): JsonObject | null {
  return item.type === 'text'
    ? encodeText(item, context, path)
    : encodeMedia(item, { ...context, role: 'user' }, path);
}
