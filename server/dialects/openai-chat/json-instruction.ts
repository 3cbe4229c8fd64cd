import type { JsonObject, JsonValue } from '../../canonical/json.ts';
import { isJsonObject } from '../shared/json-reader.ts';

/** Whether the messages hold the word, without which OpenAI and DeepSeek refuse a `response_format` of `json_object`. */
export function speaksOfJson(messages: JsonValue | undefined): boolean {
  if (!Array.isArray(messages)) return false;
  return messages
    .filter(isJsonObject)
    .some(({ content }) => textsOf(content).some((text) => /json/i.test(text)));
}

function textsOf(content: JsonValue | undefined): string[] {
  if (typeof content === 'string') return [content];
  if (!Array.isArray(content)) return [];
  return content.flatMap((part) => (isJsonObject(part) && typeof part.text === 'string' ? [part.text] : []));
}

/** The messages, after one that asks for JSON. @param schema What the answer is to look like. */
export function withInstruction(messages: JsonValue | undefined, schema?: JsonObject): JsonValue[] {
  const wanted = 'Answer with JSON only, without any other text.';
  const content =
    schema === undefined
      ? wanted
      : `${wanted} The answer has to conform to this JSON Schema: ${JSON.stringify(schema)}`;
  return [{ role: 'system', content }, ...(Array.isArray(messages) ? messages : [])];
}
