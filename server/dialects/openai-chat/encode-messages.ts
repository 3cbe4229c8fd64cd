import type { JsonObject } from '../../canonical/json.ts';
import type { MediaPart, Part, TextPart, ToolResultPart } from '../../canonical/part.ts';
import type { Message } from '../../canonical/request.ts';
import { ownExtensions } from '../shared/foreign-extensions.ts';
import { encodeAssistant } from './encode-assistant.ts';
import { type EncodeContext, encodeContent, encodeText } from './encode-content.ts';
import { wireToolCallId } from './tool-call-id.ts';

export function encodeMessages(messages: readonly Message[], context: EncodeContext): JsonObject[] {
  const encoded: JsonObject[] = [];
  /** What tool results hold beside text; it follows once the run of tool messages is over. */
  let attachments: Part[] = [];
  const flush = (): void => {
    if (attachments.length === 0) return;
    encoded.push({ role: 'user', content: encodeContent(attachments, context, 'messages') });
    attachments = [];
  };
  for (const [index, message] of messages.entries()) {
    const path = `messages[${index}]`;
    if (message.role !== 'tool') flush();
    if (message.role === 'assistant') encoded.push(encodeAssistant(message, context, path));
    else encodeInput(message, encoded, attachments, context, path);
  }
  flush();
  return encoded;
}

/** A system, developer, user or tool message. Tool results come out as messages of their own. */
function encodeInput(
  message: Message,
  into: JsonObject[],
  attachments: Part[],
  context: EncodeContext,
  path: string,
): void {
  const rest: Part[] = [];
  /** What is said of the message as a whole: once, with its first result where it has any. */
  let own = ownExtensions(message.extensions, 'openai-chat', context.losses, path);
  for (const part of message.parts) {
    if (part.type === 'tool-result') {
      into.push({ ...encodeToolResult(part, attachments, context, path), ...own });
      own = undefined;
    } else rest.push(part);
  }
  if (message.role === 'tool' && rest.length === 0) return;
  const role = message.role === 'tool' ? 'user' : message.role;
  const encoded: JsonObject = { role, content: encodeContent(rest, context, path) };
  if (message.name !== undefined) encoded.name = message.name;
  into.push(Object.assign(encoded, own));
}

/**
 * A tool message holds text only. Images and files of a result are kept, in a user message behind the tool
 * messages; that they moved is a loss.
 */
function encodeToolResult(
  result: ToolResultPart,
  attachments: Part[],
  context: EncodeContext,
  path: string,
): JsonObject {
  const texts: TextPart[] = [];
  const media: MediaPart[] = [];
  for (const part of result.content) {
    if (part.type === 'text') texts.push(part);
    else if (part.source.kind === 'text') texts.push({ type: 'text', text: part.source.text });
    else media.push(part);
  }
  if (media.length > 0) {
    context.losses.add('tool_result_media', path);
    const owner = result.toolName ?? result.toolCallId;
    attachments.push({ type: 'text', text: `Attached to the result of ${owner}:` }, ...media);
  }
  if (result.isError === true) context.losses.add('is_error', path);
  return {
    role: 'tool',
    tool_call_id: wireToolCallId(result.toolCallId),
    content: encodeResultText(result, texts, context, path),
    ...ownExtensions(result.extensions, 'openai-chat', context.losses, path),
  };
}

function encodeResultText(
  result: ToolResultPart,
  texts: TextPart[],
  context: EncodeContext,
  path: string,
): string | JsonObject[] {
  if (texts.length === 0 && result.structured !== undefined) {
    const text = JSON.stringify(result.structured);
    return result.cache === undefined
      ? text
      : [encodeText({ type: 'text', text, cache: result.cache }, context, path)];
  }
  const last = texts.at(-1);
  if (result.cache !== undefined && last !== undefined && last.cache === undefined) {
    return encodeContent([...texts.slice(0, -1), { ...last, cache: result.cache }], context, path);
  }
  return encodeContent(texts, context, path);
}
