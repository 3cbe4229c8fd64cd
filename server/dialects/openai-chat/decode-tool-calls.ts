import type { JsonValue } from '../../canonical/json.ts';
import type { ToolCallPart } from '../../canonical/part.ts';
import type { ArgumentsMeter } from '../shared/arguments-meter.ts';
import { deriveId } from '../shared/derive-id.ts';
import { isJsonObject, type JsonReader } from '../shared/json-reader.ts';
import { decodeThoughtSignature } from './thought-signature.ts';

/**
 * Tool calls of an assistant message, in a request or an answer, the old `function_call` included.
 * @param seed Tells this message from others; where a server gives no ids, they are derived from it.
 * @param meter Of the whole request or answer.
 */
export function decodeToolCalls(message: JsonReader, seed: string, meter: ArgumentsMeter): ToolCallPart[] {
  const calls = message.optionalReaders('tool_calls', 'toolCalls') ?? [];
  const parts = calls.map((call, index) => decodeToolCall(call, seed, index, meter));
  const functionCall = message.optionalReader('function_call');
  if (functionCall !== undefined && parts.length === 0) {
    parts.push({
      type: 'tool-call',
      id: deriveId('call_', seed, 0),
      name: functionCall.string('name', 'toolName'),
      arguments: measuredArguments(functionCall, meter),
    });
  }
  return parts;
}

function decodeToolCall(call: JsonReader, seed: string, index: number, meter: ArgumentsMeter): ToolCallPart {
  const id = call.optionalString('id', 'id') || deriveId('call_', seed, index);
  const type = call.optionalOneOf('type', ['function', 'custom']) ?? 'function';
  const body = call.reader(type);
  const name = body.string('name', 'toolName');
  const part: ToolCallPart =
    type === 'custom'
      ? { type: 'tool-call', id, name, arguments: body.string('input'), freeText: true }
      : { type: 'tool-call', id, name, arguments: measuredArguments(body, meter) };
  const signature = decodeThoughtSignature(call.value('extra_content'));
  if (signature !== undefined) part.signature = signature;
  return part;
}

function measuredArguments(body: JsonReader, meter: ArgumentsMeter): string {
  const text = argumentsText(body.value('arguments'));
  meter.whole(text, body, 'arguments');
  return text;
}

/** Some servers send arguments as an object instead of its text. */
export function argumentsText(value: JsonValue | undefined): string {
  if (typeof value === 'string') return value;
  return isJsonObject(value) ? JSON.stringify(value) : '';
}
