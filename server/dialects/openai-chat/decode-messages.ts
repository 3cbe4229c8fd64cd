import type { MediaPart, Part, ToolResultPart } from '../../canonical/part.ts';
import type { Message, Role } from '../../canonical/request.ts';
import { ArgumentsMeter } from '../shared/arguments-meter.ts';
import { deriveId } from '../shared/derive-id.ts';
import type { JsonReader } from '../shared/json-reader.ts';
import { decodeCacheMarker, decodeContent } from './decode-content.ts';
import { decodeToolCalls } from './decode-tool-calls.ts';
import { decodeReasoningParts } from './reasoning-parts.ts';
import { decodeThoughtSignature } from './thought-signature.ts';

const roles = ['system', 'developer', 'user', 'assistant', 'tool', 'function'] as const;

const commonMembers = ['role', 'content', 'name', 'cache_control', 'prompt_cache_breakpoint'];
const inputMembers: ReadonlySet<string> = new Set(commonMembers);
const toolMembers: ReadonlySet<string> = new Set([...commonMembers, 'tool_call_id']);
/** `annotations` is what an answer cited; sent back with it, it tells the model nothing. */
const assistantMembers: ReadonlySet<string> = new Set([
  ...commonMembers,
  'refusal',
  'annotations',
  'audio',
  'tool_calls',
  'function_call',
  'reasoning',
  'reasoning_content',
  'reasoning_details',
  'extra_content',
  'images',
]);

export function decodeMessages(body: JsonReader): Message[] {
  const readers = body.readers('messages', 'messages');
  if (readers.length === 0) throw body.fault('messages', 'expected at least one message');
  const toolNames = new Map<string, string>();
  const meter = new ArgumentsMeter('invalid_request');
  let lastFunctionCallId = '';
  return readers.map((reader, index) => {
    const role = reader.oneOf('role', roles);
    if (role === 'assistant') {
      const message = decodeAssistant(reader, index, meter);
      for (const part of message.parts) {
        if (part.type !== 'tool-call') continue;
        toolNames.set(part.id, part.name);
        lastFunctionCallId = part.id;
      }
      return message;
    }
    if (role === 'tool') return decodeToolMessage(reader, reader.string('tool_call_id', 'id'), toolNames);
    if (role === 'function') {
      // The predecessor of tool messages has no ids: it answers the call before it.
      return decodeToolMessage(reader, lastFunctionCallId || deriveId('call_', index), toolNames);
    }
    return decodeInput(reader, role);
  });
}

function decodeInput(reader: JsonReader, role: Role): Message {
  return withExtras({ role, parts: decodeContent(reader, false) }, reader, inputMembers);
}

function decodeToolMessage(reader: JsonReader, toolCallId: string, toolNames: Map<string, string>): Message {
  const content: ToolResultPart['content'] = [];
  for (const part of decodeContent(reader, true)) {
    if (part.type !== 'text' && !isMedia(part)) {
      throw reader.fault('content', 'expected parts of text, images, audio, video or files only');
    }
    content.push(part);
  }
  const result: ToolResultPart = { type: 'tool-result', toolCallId, content };
  const toolName = toolNames.get(toolCallId) ?? reader.optionalString('name', 'toolName');
  if (toolName !== undefined) result.toolName = toolName;
  const cache = decodeCacheMarker(reader);
  if (cache !== undefined) result.cache = cache;
  const message: Message = { role: 'tool', parts: [result] };
  const rest = reader.rest(toolMembers);
  if (rest !== undefined) message.extensions = { 'openai-chat': rest };
  return message;
}

function isMedia(part: Part): part is MediaPart {
  return part.type === 'image' || part.type === 'audio' || part.type === 'video' || part.type === 'document';
}

function decodeAssistant(reader: JsonReader, index: number, meter: ArgumentsMeter): Message {
  const parts: Part[] = decodeReasoningParts(reader);
  const content = decodeContent(reader, true);
  parts.push(...content);
  const signature = decodeThoughtSignature(reader.value('extra_content'));
  const lastText = content.findLast((part) => part.type === 'text');
  if (signature !== undefined && lastText !== undefined) lastText.signature = signature;
  const refusal = reader.optionalString('refusal');
  if (refusal !== undefined && refusal !== '') parts.push({ type: 'refusal', text: refusal });
  const audioId = reader.optionalReader('audio')?.string('id', 'id');
  if (audioId !== undefined) {
    parts.push({ type: 'audio', id: audioId, source: { kind: 'file', fileId: audioId } });
  }
  parts.push(...decodeToolCalls(reader, `messages[${index}]`, meter));
  return withExtras({ role: 'assistant', parts }, reader, assistantMembers);
}

function withExtras(message: Message, reader: JsonReader, known: ReadonlySet<string>): Message {
  const name = reader.optionalString('name');
  if (name !== undefined) message.name = name;
  // Some clients mark the whole message: that is its last part.
  const cache = decodeCacheMarker(reader);
  const last = message.parts.at(-1);
  if (cache !== undefined && last !== undefined && last.type !== 'extension') last.cache = cache;
  const rest = reader.rest(known);
  if (rest !== undefined) message.extensions = { 'openai-chat': rest };
  return message;
}
