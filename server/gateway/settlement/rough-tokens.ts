import type { JsonValue } from '../../canonical/json.ts';

/** By OpenAI's o200k, English prose and Chinese alike have about four bytes a token; code and JSON a little less. */
const BYTES_PER_TOKEN = 4;
/** A body below this holds no medium worth telling from text. */
const SMALL_BODY_BYTES = 16 * 1024;
/** Longest string that is taken for text without a look. */
const PLAIN_TEXT_LENGTH = 4 * 1024;
/** Looked at in each string that is longer. */
const SAMPLE_LENGTH = 256;
/** OpenAI's figure for an image of 1024 × 1024. */
const MEDIUM_TOKENS = 765;
/** More than any request of messages has; a body of more values is counted by its bytes. */
const MOST_VALUES = 20_000;

/** Tokens of so much text, without looking at it. */
export function roughTokens(bytes: number): number {
  return Math.ceil(bytes / BYTES_PER_TOKEN);
}

/**
 * Tokens of a prompt by the length of its body; media in it, which come in base64, at a flat rate.
 * @param body parsed; undefined where it is not at hand
 */
export function roughPromptTokens(bodyBytes: number, body: JsonValue | undefined): number {
  if (bodyBytes < SMALL_BODY_BYTES || body === undefined) return roughTokens(bodyBytes);
  let values = 0;
  let media = 0;
  let mediaBytes = 0;
  const waiting: JsonValue[] = [body];
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    if (++values > MOST_VALUES) return roughTokens(bodyBytes);
    if (typeof value === 'string') {
      if (!isEncodedMedium(value)) continue;
      media++;
      mediaBytes += value.length;
    } else if (value !== null && typeof value === 'object') {
      for (const name in value) {
        const member = (value as Record<string, JsonValue>)[name];
        if (typeof member === 'string' || typeof member === 'object') waiting.push(member);
      }
    }
  }
  return roughTokens(Math.max(0, bodyBytes - mediaBytes)) + media * MEDIUM_TOKENS;
}

/** Base64, as such or in a data URL: long, and without a space. */
function isEncodedMedium(text: string): boolean {
  return text.length > PLAIN_TEXT_LENGTH && /^[A-Za-z0-9+/=_:;,.-]+$/.test(text.slice(0, SAMPLE_LENGTH));
}
