import type { JsonObject, JsonValue } from '../../canonical/json.ts';
import { isJsonObject } from './json-reader.ts';

/**
 * A tool call's arguments as an object: empty where there are none, null where they are no JSON object (what a model
 * wrote may be cut off). They came through an {@link ArgumentsMeter}, so they are neither deep nor much.
 */
export function parseArguments(text: string): JsonObject | null {
  if (text.trim() === '') return {};
  try {
    const value: JsonValue = JSON.parse(text);
    return isJsonObject(value) ? value : null;
  } catch {
    return null;
  }
}
