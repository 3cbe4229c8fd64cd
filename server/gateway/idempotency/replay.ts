import { Fault } from '../../canonical/fault.ts';
import type { KeptAnswer } from '../../store/idempotency.ts';
import type { Exchange } from '../exchange.ts';
import type { GatewayResponse } from '../message.ts';
import { identityHeaders } from '../respond/response-headers.ts';

/**
 * The answer to the first request with the key, for another one. Its record says which one that was, and costs nothing.
 * @throws Fault idempotency_conflict where it was too long to be kept
 */
export function replay(
  exchange: Exchange,
  { status, headers, body }: KeptAnswer,
  firstRequestId: string,
): GatewayResponse {
  if (body === null) {
    throw new Fault(
      'idempotency_conflict',
      `The request ${firstRequestId} with this Idempotency-Key was answered, and the answer was too long to be kept. To be answered, and billed, again, send another key.`,
      { path: 'idempotency-key' },
    );
  }
  exchange.replayOf = firstRequestId;
  return {
    status,
    headers: {
      ...identityHeaders(exchange),
      ...headers,
      'x-heddle-idempotent-replayed': 'true',
      'x-heddle-original-request-id': firstRequestId,
    },
    body,
  };
}
