import type { JsonObject, JsonValue } from '../../canonical/json.ts';
import { isJsonObject } from './json-reader.ts';

/** The object in `text`; null when it is none. */
export function parseObject(text: string): JsonObject | null {
  try {
    const value = JSON.parse(text) as JsonValue;
    return isJsonObject(value) ? value : null;
  } catch {
    return null;
  }
}
