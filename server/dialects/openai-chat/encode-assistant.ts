import type { JsonObject } from '../../canonical/json.ts';
import type { MediaPart, ReasoningPart, TextPart, ToolCallPart } from '../../canonical/part.ts';
import type { Message } from '../../canonical/request.ts';
import { ownExtensions } from '../shared/foreign-extensions.ts';
import { type EncodeContext, encodeContent } from './encode-content.ts';
import { encodeReasoningDetail } from './reasoning-parts.ts';
import { encodeThoughtSignature } from './thought-signature.ts';
import { wireToolCallId } from './tool-call-id.ts';

/** An earlier answer of the model, sent back to it. */
export function encodeAssistant(message: Message, context: EncodeContext, path: string): JsonObject {
  const encoded: JsonObject = { role: 'assistant' };
  const texts: (TextPart | Extract<Message['parts'][number], { type: 'extension' }>)[] = [];
  const reasoning: ReasoningPart[] = [];
  const calls: JsonObject[] = [];
  let refusal = '';
  for (const part of message.parts) {
    switch (part.type) {
      case 'text':
      case 'extension':
        texts.push(part);
        break;
      case 'refusal':
        refusal += part.text;
        break;
      case 'reasoning':
        reasoning.push(part);
        break;
      case 'tool-call':
        calls.push(encodeToolCall(part, context, path));
        break;
      case 'tool-result':
        context.losses.add('tool_result', path);
        break;
      default:
        encodeAssistantMedia(part, encoded, context, path);
    }
  }
  const content = encodeContent(texts, context, path);
  encoded.content = content === '' && (calls.length > 0 || refusal !== '') ? null : content;
  if (refusal !== '') encoded.refusal = refusal;
  if (message.name !== undefined) encoded.name = message.name;
  encodeReasoning(reasoning, encoded, context, path);
  if (calls.length > 0) encoded.tool_calls = calls;
  return Object.assign(encoded, ownExtensions(message.extensions, 'openai-chat', context.losses, path));
}

/** OpenAI takes back its own recordings, by id; nothing else a model made can be shown to it. */
function encodeAssistantMedia(part: MediaPart, into: JsonObject, context: EncodeContext, path: string): void {
  if (part.type === 'audio' && part.id !== undefined) into.audio = { id: part.id };
  else context.losses.add(part.type, path);
}

export function encodeToolCall(part: ToolCallPart, context: EncodeContext, path: string): JsonObject {
  const id = wireToolCallId(part.id);
  if (part.freeText === true) {
    return { id, type: 'custom', custom: { name: part.name, input: part.arguments } };
  }
  const call: JsonObject = {
    id,
    type: 'function',
    // Clients and servers parse the arguments: none at all is written as an empty object.
    function: { name: part.name, arguments: part.arguments === '' ? '{}' : part.arguments },
  };
  if (part.signature !== undefined) {
    // Only Google's OpenAI-compatible endpoint takes its signatures here.
    if (part.signature.dialect === 'gemini' && context.target.quirks.accepts?.includes('extra_content')) {
      call.extra_content = encodeThoughtSignature(part.signature);
    } else context.losses.add('reasoning_signature', path);
  }
  Object.assign(call, ownExtensions(part.extensions, 'openai-chat', context.losses, path));
  if (part.cache !== undefined) context.losses.add('cache_control', path);
  return call;
}

function encodeReasoning(
  parts: readonly ReasoningPart[],
  into: JsonObject,
  { target, losses }: EncodeContext,
  path: string,
): void {
  if (parts.length === 0) return;
  const field = target.quirks.reasoningField ?? 'none';
  if (field === 'reasoning_details') {
    into.reasoning_details = parts.map(encodeReasoningDetail);
    return;
  }
  const text = parts.map((part) => part.text).join('');
  if (parts.some((part) => part.signature !== undefined)) losses.add('reasoning_signature', path);
  if (parts.some((part) => part.redacted !== undefined)) losses.add('redacted_thinking', path);
  if (text === '') return;
  if (field === 'none') losses.add('reasoning_content', path);
  else into[field] = text;
}
