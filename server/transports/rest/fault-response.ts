import { Fault } from '../../canonical/fault.ts';
import { MethodNotAllowed } from '../../canonical/method-not-allowed.ts';

/** An error as REST clients see it: `{error: {code, message, path?, requestId}}`, from the one error table. */
export function faultResponse(error: unknown, requestId: string): Response {
  const fault = error instanceof Fault ? error : new Fault('internal');
  const headers = new Headers({ 'x-heddle-request-id': requestId, 'cache-control': 'no-store' });
  if (fault.retryAfterMs !== undefined) {
    headers.set('retry-after', String(Math.ceil(fault.retryAfterMs / 1000)));
  }
  if (fault instanceof MethodNotAllowed) headers.set('allow', fault.allow);
  const { code, message, path, status } = fault;
  return Response.json({ error: { code, message, path, requestId } }, { status, headers });
}
