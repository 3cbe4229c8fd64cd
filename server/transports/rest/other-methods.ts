import { MethodNotAllowed } from '../../canonical/method-not-allowed.ts';
import { faultResponse } from './fault-response.ts';

/** Answers OPTIONS, which asks for a path's methods, and refuses what is none of them. */
export function answerOtherMethod(actual: string, methods: readonly string[], requestId: string): Response {
  const refusal = new MethodNotAllowed(actual, methods);
  if (actual !== 'OPTIONS') return faultResponse(refusal, requestId);
  const headers = { allow: refusal.allow, 'x-heddle-request-id': requestId, 'cache-control': 'no-store' };
  return new Response(null, { status: 204, headers });
}

/** A handler for all methods but these, whose 405 says which they are. Next's own does not. */
export function otherMethodsThan(...methods: string[]): (request: Request) => Response {
  return (request) => answerOtherMethod(request.method, methods, crypto.randomUUID());
}
