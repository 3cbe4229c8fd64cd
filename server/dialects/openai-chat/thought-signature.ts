import type { JsonObject, JsonValue } from '../../canonical/json.ts';
import type { Signature } from '../../canonical/part.ts';
import { isJsonObject } from '../shared/json-reader.ts';

/**
 * Gemini's thought signatures, where Google's own OpenAI-compatible endpoint puts them:
 * `extra_content.google.thought_signature` of a tool call or a message.
 * Source: https://ai.google.dev/gemini-api/docs/thought-signatures
 */
export function decodeThoughtSignature(extraContent: JsonValue | undefined): Signature | undefined {
  const google = isJsonObject(extraContent) ? extraContent.google : undefined;
  const value = isJsonObject(google) ? google.thought_signature : undefined;
  return typeof value === 'string' && value !== '' ? { dialect: 'gemini', value } : undefined;
}

export function encodeThoughtSignature(signature: Signature): JsonObject {
  return { google: { thought_signature: signature.value } };
}
