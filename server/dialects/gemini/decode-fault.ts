import { bounds } from '../../canonical/bounds.ts';
import type { ErrorCode } from '../../canonical/error-table.ts';
import { Fault } from '../../canonical/fault.ts';
import type { JsonObject, JsonValue } from '../../canonical/json.ts';
import type { WireHeaders } from '../dialect.ts';
import { isJsonObject } from '../shared/json-reader.ts';
import { retryAfterMsOf } from '../shared/retry-after.ts';

/** An error answer (https://cloud.google.com/apis/design/errors); a failed stream wraps it in an array. */
export function decodeFault(status: number, body: string, headers: WireHeaders): Fault {
  return faultOfError(status, errorOf(body), headers);
}

function errorOf(body: string): JsonObject {
  try {
    const parsed: JsonValue = JSON.parse(body);
    const whole = Array.isArray(parsed) ? parsed[0] : parsed;
    return isJsonObject(whole) && isJsonObject(whole.error) ? whole.error : {};
  } catch {
    return {};
  }
}

/** @param error The value of the answer's member `error`; empty when it could not be read. */
export function faultOfError(httpStatus: number, error: JsonObject, headers: WireHeaders): Fault {
  const message = textOf(error.message);
  const status = textOf(error.status) ?? '';
  const code = codeOf(httpStatus, status, message ?? '', reasonOf(error));
  const retryAfterMs = retryDelayMs(error) ?? retryAfterMsOf(headers);
  return new Fault(code, message === undefined || isPrivate(code) ? undefined : message, {
    upstream: { status: httpStatus, ...(status === '' ? {} : { code: status }) },
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  });
}

/** What it says of the channel's credential or account is not for the client. */
function isPrivate(code: ErrorCode): boolean {
  return code === 'upstream_authentication' || code === 'upstream_model_not_found';
}

function codeOf(httpStatus: number, status: string, message: string, reason: string): ErrorCode {
  if (reason.startsWith('API_KEY') || reason === 'ACCESS_TOKEN_TYPE_UNSUPPORTED')
    return 'upstream_authentication';
  switch (status) {
    case 'UNAUTHENTICATED':
    case 'PERMISSION_DENIED':
      return 'upstream_authentication';
    case 'NOT_FOUND':
      return 'upstream_model_not_found';
    case 'RESOURCE_EXHAUSTED':
      return 'upstream_rate_limited';
    case 'UNAVAILABLE':
      return 'upstream_overloaded';
    case 'DEADLINE_EXCEEDED':
      return 'upstream_timeout';
    case 'FAILED_PRECONDITION':
      // The channel's country or billing, not the request.
      return 'upstream_error';
    case 'INVALID_ARGUMENT':
    case 'OUT_OF_RANGE':
      return invalidCode(message);
    default:
      return codeOfHttpStatus(httpStatus, message);
  }
}

function codeOfHttpStatus(status: number, message: string): ErrorCode {
  if (status === 401 || status === 403) return 'upstream_authentication';
  if (status === 404) return 'upstream_model_not_found';
  if (status === 408 || status === 504) return 'upstream_timeout';
  if (status === 413) return 'context_length_exceeded';
  if (status === 429) return 'upstream_rate_limited';
  if (status === 503) return 'upstream_overloaded';
  return status >= 400 && status < 500 ? invalidCode(message) : 'upstream_error';
}

function invalidCode(message: string): ErrorCode {
  if (/API key (not valid|expired|not found)/i.test(message)) return 'upstream_authentication';
  return /(token count|number of tokens).*exceed|exceeds the maximum number of tokens/i.test(message)
    ? 'context_length_exceeded'
    : 'upstream_invalid_request';
}

/** `google.rpc.ErrorInfo.reason`, the machine's word for it. */
function reasonOf(error: JsonObject): string {
  return textOf(detail(error, 'google.rpc.ErrorInfo')?.reason) ?? '';
}

/** `google.rpc.RetryInfo.retryDelay`, in seconds with an `s`: `"34.07s"`. */
function retryDelayMs(error: JsonObject): number | undefined {
  const delay = textOf(detail(error, 'google.rpc.RetryInfo')?.retryDelay);
  if (delay === undefined || !delay.endsWith('s')) return undefined;
  const seconds = Number(delay.slice(0, -1));
  return Number.isFinite(seconds) && seconds >= 0 ? Math.ceil(seconds * 1000) : undefined;
}

function detail(error: JsonObject, type: string): JsonObject | undefined {
  if (!Array.isArray(error.details)) return undefined;
  for (const each of error.details) {
    if (isJsonObject(each) && each['@type'] === `type.googleapis.com/${type}`) return each;
  }
  return undefined;
}

/** A failure is told in few words; what goes on for longer is neither searched nor passed on. */
function textOf(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value.slice(0, bounds.failureText.most) : undefined;
}
