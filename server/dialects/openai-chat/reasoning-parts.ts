import type { DialectName } from '../../canonical/dialect-name.ts';
import type { JsonObject, JsonValue } from '../../canonical/json.ts';
import type { ReasoningPart, Signature } from '../../canonical/part.ts';
import { isJsonObject, type JsonReader } from '../shared/json-reader.ts';

/**
 * Reasoning has no place in OpenAI's own format. Servers that show it use `reasoning_content` (DeepSeek, vLLM,
 * …) or `reasoning` (OpenRouter, Groq) for the text. Signatures and encrypted reasoning stand in OpenRouter's
 * `reasoning_details`, which names the issuer as `format`; clients that send an answer back as they got it
 * (as the official SDKs make them do) thereby return the signature to its issuer.
 */
const dialectByFormat: Readonly<Record<string, DialectName>> = {
  'anthropic-claude-v1': 'anthropic-messages',
  'google-gemini-v1': 'gemini',
};

const formatByDialect: Readonly<Record<DialectName, string>> = {
  'anthropic-messages': 'anthropic-claude-v1',
  gemini: 'google-gemini-v1',
  'openai-chat': 'unknown',
};

/** Reasoning of an assistant message, in a request or an answer. Lenient: what is not of the format is skipped. */
export function decodeReasoningParts(message: JsonReader): ReasoningPart[] {
  const text = reasoningText(message.object);
  const details = Array.isArray(message.object.reasoning_details)
    ? message
        .array('reasoning_details', 'parts')
        .map(decodeReasoningDetail)
        .filter((part) => part !== undefined)
    : [];
  if (details.length === 0) return text === '' ? [] : [{ type: 'reasoning', text }];
  if (text === '' || details.some((part) => part.text !== '')) return details;
  // Where only signatures or encrypted reasoning are detailed, the readable text stands beside them.
  const [first, ...others] = details;
  return first?.signature === undefined
    ? [{ type: 'reasoning', text }, ...details]
    : [{ ...first, text }, ...others];
}

/** The readable text of a message or a delta; empty when there is none. */
export function reasoningText(message: JsonObject): string {
  const { reasoning_content: content, reasoning } = message;
  if (typeof content === 'string' && content !== '') return content;
  return typeof reasoning === 'string' ? reasoning : '';
}

/** One element of `reasoning_details`; undefined when it says nothing. */
export function decodeReasoningDetail(detail: JsonValue): ReasoningPart | undefined {
  if (!isJsonObject(detail)) return undefined;
  const dialect = dialectOf(detail.format);
  if (detail.type === 'reasoning.encrypted' && typeof detail.data === 'string') {
    return { type: 'reasoning', text: '', redacted: { dialect, value: detail.data } };
  }
  const text = detail.type === 'reasoning.summary' ? detail.summary : detail.text;
  const part: ReasoningPart = { type: 'reasoning', text: typeof text === 'string' ? text : '' };
  if (typeof detail.signature === 'string' && detail.signature !== '') {
    part.signature = { dialect, value: detail.signature };
  }
  return part.text === '' && part.signature === undefined ? undefined : part;
}

/** Needed only where a part carries what `reasoning_content` cannot: a signature, or encrypted reasoning. */
export function needsDetail(part: ReasoningPart): boolean {
  return part.signature !== undefined || part.redacted !== undefined;
}

/** @param index Number of the part among the message's reasoning. */
export function encodeReasoningDetail(part: ReasoningPart, index: number): JsonObject {
  if (part.redacted !== undefined) return encodeEncryptedDetail(part.redacted, index);
  const detail: JsonObject = { type: 'reasoning.text', text: part.text };
  if (part.signature !== undefined) {
    detail.signature = part.signature.value;
    detail.format = formatByDialect[part.signature.dialect];
  }
  detail.index = index;
  return detail;
}

export function encodeEncryptedDetail(redacted: Signature, index: number): JsonObject {
  return {
    type: 'reasoning.encrypted',
    data: redacted.value,
    format: formatByDialect[redacted.dialect],
    index,
  };
}

function dialectOf(format: JsonValue | undefined): DialectName {
  return typeof format === 'string' && Object.hasOwn(dialectByFormat, format)
    ? (dialectByFormat[format] ?? 'openai-chat')
    : 'openai-chat';
}
