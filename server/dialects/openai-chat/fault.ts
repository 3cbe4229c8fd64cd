import { bounds } from '../../canonical/bounds.ts';
import type { ErrorCode } from '../../canonical/error-table.ts';
import { Fault, type FaultOptions } from '../../canonical/fault.ts';
import type { JsonObject, JsonValue } from '../../canonical/json.ts';
import type { WireHeaders } from '../dialect.ts';
import { isJsonObject } from '../shared/json-reader.ts';
import { retryAfterMsOf } from '../shared/retry-after.ts';

/** Classifies an error answer of OpenAI or of a server that otherwise speaks its format. Never throws. */
export function decodeFault(status: number, body: string, headers: WireHeaders): Fault {
  const said = readErrorBody(body);
  const code = classify(status, said);
  const options: FaultOptions = { upstream: upstreamOf(status, said) };
  const retryAfterMs = retryAfterMsOf(headers);
  if (retryAfterMs !== undefined) options.retryAfterMs = retryAfterMs;
  return faultOf(code, said, options);
}

/** An error that came as a chunk of a stream: `{"error": …}`. The answer's own status was 200. */
export function decodeStreamFault(error: JsonValue): Fault {
  const said = readError(error);
  const status = Number(said.code);
  const stated = Number.isInteger(status) && status >= 400 && status < 600 ? status : 500;
  return faultOf(classify(stated, said), said, { upstream: upstreamOf(200, said) });
}

/**
 * The error a chunk of a stream reports; null when it reports none. Some servers name the event instead of
 * wrapping the error; Groq puts it into `x_groq`.
 */
export function errorIn(chunk: JsonObject, eventName: string | null): JsonValue {
  if (chunk.error !== undefined && chunk.error !== null) return chunk.error;
  if (eventName === 'error') return chunk;
  return isJsonObject(chunk.x_groq) ? (chunk.x_groq.error ?? null) : null;
}

interface Said {
  message: string;
  type: string;
  code: string;
  param: string;
}

function readErrorBody(body: string): Said {
  try {
    const parsed = JSON.parse(body) as JsonValue;
    // Gemini's OpenAI-compatible endpoint wraps the object into an array.
    const value = Array.isArray(parsed) ? (parsed[0] ?? null) : parsed;
    if (!isJsonObject(value)) return readError(value);
    return readError(value.error ?? value);
  } catch {
    return readError(null);
  }
}

function readError(error: JsonValue): Said {
  if (typeof error === 'string') return { message: text(error), type: '', code: '', param: '' };
  if (!isJsonObject(error)) return { message: '', type: '', code: '', param: '' };
  return {
    message: text(error.message) || detailText(error.detail),
    type: text(error.type),
    code: text(error.code),
    param: text(error.param),
  };
}

/** Of a list of failures, and of the steps to where one is. */
const mostDetails = 32;

/** FastAPI servers: `detail` is a text, or a list of `{loc, msg}`. */
function detailText(detail: JsonValue | undefined): string {
  if (!Array.isArray(detail)) return text(detail);
  return detail
    .slice(0, mostDetails)
    .filter(isJsonObject)
    .map((entry) => {
      const location = Array.isArray(entry.loc) ? entry.loc.slice(0, mostDetails).map(text).join('.') : '';
      return `${location}: ${text(entry.msg)}`;
    })
    .join('; ')
    .slice(0, bounds.failureText.most);
}

/** A failure is told in few words; what goes on for longer is neither searched nor passed on. */
function text(value: JsonValue | undefined): string {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? value.slice(0, bounds.failureText.most) : '';
}

const tooLong =
  /context.?length|context window|maximum context|too many tokens|prompt is too long|input is too long/i;
const noCredit = /insufficient.?(quota|balance|credit|funds)|billing_hard_limit|exceeded your current quota/i;
const filtered = /content.?filter|content.?policy|content_management|moderation|data_inspection_failed/i;
const unknownModel =
  /model_?not_?found|model .{0,80}(does not exist|not found|not exist)|unknown model|invalid model/i;

function classify(status: number, said: Said): ErrorCode {
  const words = `${said.code} ${said.type} ${said.message}`;
  if (status === 402 || noCredit.test(words)) return 'upstream_authentication';
  if (status === 401) return 'upstream_authentication';
  if (status === 403) return filtered.test(words) ? 'content_filtered' : 'upstream_authentication';
  if (status === 404 || (status === 400 && unknownModel.test(words))) return 'upstream_model_not_found';
  if (status === 408 || status === 504) return 'upstream_timeout';
  if (status === 413) return 'body_too_large';
  if (status === 429) return 'upstream_rate_limited';
  if (status === 503 || status === 529) return 'upstream_overloaded';
  if (status === 409 || status === 425 || status >= 500 || status < 400) return classifyFailure(words);
  if (tooLong.test(words)) return 'context_length_exceeded';
  return filtered.test(`${said.code} ${said.type}`) ? 'content_filtered' : 'upstream_invalid_request';
}

/** What a server that only says "error" (or says it in a stream) means by its words. */
function classifyFailure(words: string): ErrorCode {
  if (/rate.?limit|too many requests/i.test(words)) return 'upstream_rate_limited';
  if (/overloaded|capacity|server_busy/i.test(words)) return 'upstream_overloaded';
  if (tooLong.test(words)) return 'context_length_exceeded';
  return 'upstream_error';
}

const noCreditMessage = "The channel's account with the provider has no credit left.";

/** Only what is the client's to mend is repeated to it; the rest may speak of the channel's credential. */
function faultOf(code: ErrorCode, said: Said, options: FaultOptions): Fault {
  switch (code) {
    case 'upstream_invalid_request':
    case 'context_length_exceeded':
    case 'content_filtered':
      if (said.param !== '') options.path = said.param;
      return new Fault(code, said.message || undefined, options);
    case 'upstream_authentication':
      return new Fault(
        code,
        noCredit.test(`${said.code} ${said.message}`) ? noCreditMessage : undefined,
        options,
      );
    default:
      return new Fault(code, undefined, options);
  }
}

function upstreamOf(status: number, said: Said): NonNullable<FaultOptions['upstream']> {
  const upstream: NonNullable<FaultOptions['upstream']> = { status };
  if (said.code !== '') upstream.code = said.code;
  if (said.type !== '') upstream.type = said.type;
  return upstream;
}

/** The fault as OpenAI's clients know errors; they tell them apart by status, type and code. */
export function encodeFault(
  fault: Fault,
  requestId: string,
): { status: number; headers: Record<string, string>; body: JsonObject } {
  const headers: Record<string, string> = { 'x-request-id': requestId };
  if (fault.retryAfterMs !== undefined) headers['retry-after'] = String(Math.ceil(fault.retryAfterMs / 1000));
  // Not OpenAI's own member; its clients skip it, and people who read the body find the request by it.
  return { status: fault.status, headers, body: { ...encodeErrorBody(fault), request_id: requestId } };
}

export function encodeErrorBody(fault: Fault): JsonObject {
  return {
    error: {
      message: fault.message,
      type: errorType(fault),
      param: fault.path ?? null,
      code: openAiCode[fault.code] ?? fault.code,
    },
  };
}

/** Where OpenAI has a word of its own that clients look for. */
const openAiCode: Partial<Record<ErrorCode, string>> = {
  missing_api_key: 'invalid_api_key',
  rate_limited: 'rate_limit_exceeded',
  share_exceeded: 'rate_limit_exceeded',
  upstream_busy: 'rate_limit_exceeded',
  upstream_rate_limited: 'rate_limit_exceeded',
  budget_exceeded: 'insufficient_quota',
  content_filtered: 'content_filter',
  upstream_model_not_found: 'model_not_found',
};

function errorType({ code, status }: Fault): string {
  if (code === 'budget_exceeded') return 'insufficient_quota';
  if (status === 401) return 'authentication_error';
  if (status === 403) return 'permission_error';
  if (status === 429) return 'rate_limit_error';
  return status >= 500 ? 'server_error' : 'invalid_request_error';
}
