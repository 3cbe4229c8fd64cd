import type { Fault } from '../../canonical/fault.ts';
import type { JsonObject } from '../../canonical/json.ts';

/** HTTP status → canonical code (https://github.com/googleapis/googleapis/blob/master/google/rpc/code.proto). */
const statusNames: Readonly<Record<number, string>> = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  // Google has no word for it; this is what it says of a quota that is used up.
  402: 'RESOURCE_EXHAUSTED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  405: 'UNIMPLEMENTED',
  409: 'ABORTED',
  413: 'INVALID_ARGUMENT',
  415: 'INVALID_ARGUMENT',
  429: 'RESOURCE_EXHAUSTED',
  499: 'CANCELLED',
  500: 'INTERNAL',
  502: 'UNAVAILABLE',
  503: 'UNAVAILABLE',
  504: 'DEADLINE_EXCEEDED',
};

/** `{error: {code, message, status, details}}`, with the code from the error table as `ErrorInfo.reason`. */
export function encodeFault(
  fault: Fault,
  requestId: string,
): { status: number; headers: Record<string, string>; body: JsonObject } {
  const details: JsonObject[] = [
    {
      '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
      reason: fault.code.toUpperCase(),
      domain: 'heddle',
      metadata: { requestId, ...(fault.path === undefined ? {} : { path: fault.path }) },
    },
  ];
  const headers: Record<string, string> = {};
  if (fault.retryAfterMs !== undefined) {
    headers['retry-after'] = String(Math.ceil(fault.retryAfterMs / 1000));
    details.push({
      '@type': 'type.googleapis.com/google.rpc.RetryInfo',
      retryDelay: `${fault.retryAfterMs / 1000}s`,
    });
  }
  return {
    status: fault.status,
    headers,
    body: {
      error: {
        code: fault.status,
        message: fault.message,
        status: statusNames[fault.status] ?? (fault.status < 500 ? 'FAILED_PRECONDITION' : 'INTERNAL'),
        details,
      },
    },
  };
}
