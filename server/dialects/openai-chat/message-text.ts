import type { JsonValue } from '../../canonical/json.ts';
import { isJsonObject } from '../shared/json-reader.ts';
import { reasoningText } from './reasoning-parts.ts';

/** All a model wrote in a message or a delta: reasoning, text, refusal, tool calls. */
export function messageText(message: JsonValue | undefined): string {
  if (!isJsonObject(message)) return '';
  let text = reasoningText(message);
  if (typeof message.content === 'string') text += message.content;
  if (typeof message.refusal === 'string') text += message.refusal;
  if (!Array.isArray(message.tool_calls)) return text;
  for (const call of message.tool_calls) {
    if (!isJsonObject(call)) continue;
    const body = isJsonObject(call.function) ? call.function : call.custom;
    if (!isJsonObject(body)) continue;
    if (typeof body.name === 'string') text += body.name;
    const written = body.arguments ?? body.input;
    if (typeof written === 'string') text += written;
  }
  return text;
}
