import type { JsonObject, JsonValue } from '../canonical/json.ts';
import type { WireRequest } from './dialect.ts';
import { isJsonObject } from './shared/json-reader.ts';

/** Formats that can ask how many tokens a request would take. */
export type CountingDialect = 'anthropic-messages' | 'gemini';

/**
 * The request whose tokens are to be counted, as one of the kind that generates: Anthropic leaves out
 * `max_tokens`, Gemini may wrap the whole of it in `generateContentRequest`.
 */
export function countedRequest(dialect: CountingDialect, request: WireRequest): WireRequest {
  const { body } = request;
  if (body === null || typeof body !== 'object' || Array.isArray(body)) return request;
  if (dialect === 'anthropic-messages') return { ...request, body: { max_tokens: 1, ...body } };
  return { ...request, body: body.generateContentRequest ?? body };
}

/** The count, in the format's own shape. */
export function encodeTokenCount(dialect: CountingDialect, tokens: number): JsonObject {
  return dialect === 'gemini' ? { totalTokens: tokens } : { input_tokens: tokens };
}

/** Whether an upstream's answer is a count. Never throws. */
export function isTokenCount(dialect: CountingDialect, text: string): boolean {
  try {
    const body: JsonValue = JSON.parse(text);
    const count = isJsonObject(body) ? body[dialect === 'gemini' ? 'totalTokens' : 'input_tokens'] : null;
    return typeof count === 'number';
  } catch {
    return false;
  }
}
