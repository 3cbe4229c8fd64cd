import { bounds } from '../../canonical/bounds.ts';
import { type ErrorCode, errorTable } from '../../canonical/error-table.ts';
import { Fault } from '../../canonical/fault.ts';
import type { JsonObject, JsonValue } from '../../canonical/json.ts';
import type { WireHeaders } from '../dialect.ts';
import { isJsonObject } from '../shared/json-reader.ts';
import { retryAfterMsOf } from '../shared/retry-after.ts';

/** Source: platform.claude.com/docs, "Errors". */
const codeByType: ReadonlyMap<string, ErrorCode> = new Map([
  ['invalid_request_error', 'upstream_invalid_request'],
  ['request_too_large', 'upstream_invalid_request'],
  ['authentication_error', 'upstream_authentication'],
  ['permission_error', 'upstream_authentication'],
  ['billing_error', 'upstream_authentication'],
  ['not_found_error', 'upstream_model_not_found'],
  ['rate_limit_error', 'upstream_rate_limited'],
  ['timeout_error', 'upstream_timeout'],
  ['api_error', 'upstream_error'],
  ['overloaded_error', 'upstream_overloaded'],
]);

const codeByStatus: ReadonlyMap<number, ErrorCode> = new Map([
  [401, 'upstream_authentication'],
  [402, 'upstream_authentication'],
  [403, 'upstream_authentication'],
  [404, 'upstream_model_not_found'],
  [408, 'upstream_timeout'],
  [409, 'upstream_error'],
  [429, 'upstream_rate_limited'],
  [503, 'upstream_overloaded'],
  [504, 'upstream_timeout'],
  [529, 'upstream_overloaded'],
]);

const tooLong =
  /prompt is too long|context (window|length|limit)|exceeds? .{0,40}(context|maximum .{0,20}tokens)/i;
const withoutCredit = /credit balance/i;

/** Classifies an error answer. Its own text is passed on only where the client can do something with it. */
export function decodeFault(status: number, body: string, headers: WireHeaders): Fault {
  const { type, message } = readError(parse(body));
  const code = classify(status, type, message ?? '');
  const shown = errorTable[code].owner === 'client' && message !== undefined ? message : undefined;
  return new Fault(code, shown, {
    // A refusal keeps the provider's own status (413, 422, …).
    status: code === 'upstream_invalid_request' && status > 400 && status < 500 ? status : undefined,
    retryAfterMs: retryAfterMsOf(headers),
    upstream: { status, ...(type === undefined ? {} : { type }) },
  });
}

/** The data of an `error` event in the middle of a stream, which has no status. */
export function decodeStreamFault(data: JsonValue): Fault {
  const { type, message } = readError(data);
  const code = codeByType.get(type ?? '') ?? 'upstream_error';
  const shown = errorTable[code].owner === 'client' ? message : undefined;
  return new Fault(code, shown, { upstream: { status: 200, ...(type === undefined ? {} : { type }) } });
}

function classify(status: number, type: string | undefined, message: string): ErrorCode {
  const byType = codeByType.get(type ?? '');
  const code =
    byType ?? codeByStatus.get(status) ?? (status < 500 ? 'upstream_invalid_request' : 'upstream_error');
  if (code !== 'upstream_invalid_request') return code;
  if (withoutCredit.test(message)) return 'upstream_authentication';
  return tooLong.test(message) ? 'context_length_exceeded' : code;
}

function parse(body: string): JsonValue {
  try {
    return JSON.parse(body) as JsonValue;
  } catch {
    return null;
  }
}

function readError(body: JsonValue): { type?: string; message?: string } {
  const error = isJsonObject(body) ? body.error : undefined;
  if (!isJsonObject(error)) return {};
  return {
    type: textOf(error.type),
    message: textOf(error.message) || undefined,
  };
}

/** A failure is told in few words; what goes on for longer is neither searched nor passed on. */
function textOf(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' ? value.slice(0, bounds.failureText.most) : undefined;
}

const typeByCode: Readonly<Partial<Record<ErrorCode, string>>> = {
  missing_api_key: 'authentication_error',
  invalid_api_key: 'authentication_error',
  expired_api_key: 'authentication_error',
  invalid_signature: 'authentication_error',
  unauthenticated: 'authentication_error',
  budget_exceeded: 'billing_error',
  model_not_allowed: 'permission_error',
  endpoint_not_allowed: 'permission_error',
  address_not_allowed: 'permission_error',
  forbidden: 'permission_error',
  not_found: 'not_found_error',
  model_not_found: 'not_found_error',
  body_too_large: 'request_too_large',
  rate_limited: 'rate_limit_error',
  share_exceeded: 'rate_limit_error',
  upstream_busy: 'rate_limit_error',
  upstream_rate_limited: 'rate_limit_error',
  upstream_overloaded: 'overloaded_error',
  overloaded: 'overloaded_error',
  shutting_down: 'overloaded_error',
  upstream_timeout: 'timeout_error',
};

/** What Anthropic answers when overloaded; its clients know no other number for it. */
const overloadedStatus = 529;

export function encodeFault(
  fault: Fault,
  requestId: string,
): { status: number; headers: Record<string, string>; body: JsonObject } {
  return {
    status: fault.code === 'upstream_overloaded' ? overloadedStatus : fault.status,
    headers: {
      // Where Anthropic's clients look for what to quote in a report.
      'request-id': requestId,
      ...(fault.retryAfterMs === undefined
        ? {}
        : { 'retry-after': String(Math.ceil(fault.retryAfterMs / 1000)) }),
    },
    body: encodeErrorBody(fault, requestId),
  };
}

/** Body of an error answer, and data of an `error` event. */
export function encodeErrorBody(fault: Fault, requestId: string): JsonObject {
  const type = typeByCode[fault.code] ?? (fault.status < 500 ? 'invalid_request_error' : 'api_error');
  return { type: 'error', error: { type, message: messageOf(fault) }, request_id: requestId };
}

/** Clients of this format (Claude Code) know by Anthropic's own words that it is time to shorten a conversation. */
function messageOf({ code, message }: Fault): string {
  if (code !== 'context_length_exceeded' || message.startsWith(promptTooLong)) return message;
  return `${promptTooLong}: ${message}`;
}

const promptTooLong = 'prompt is too long';
