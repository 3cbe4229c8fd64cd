import type { JsonObject, JsonValue } from '../../canonical/json.ts';
import { JsonReader } from '../shared/json-reader.ts';

/** Answer to `POST /v1/messages/count_tokens`. */
export function encodeTokenCount(inputTokens: number): JsonObject {
  return { input_tokens: inputTokens };
}

/** Throws `upstream_malformed` when there is no count in it. */
export function decodeTokenCount(value: JsonValue): number {
  const body = JsonReader.of(value, 'upstream_malformed');
  const tokens = body.optionalInteger('input_tokens', 0);
  if (tokens === undefined) throw body.wrong('input_tokens', 'a whole number');
  return tokens;
}
