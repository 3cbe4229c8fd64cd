import type { Exchange } from '../exchange.ts';
import type { GatewayResponse } from '../message.ts';
import { allowedMethods } from '../routes.ts';
import type { Settle } from '../settle.ts';
import { identityHeaders } from './response-headers.ts';

/** Hands over an answer for which no model generated anything. */
export async function respondReady(
  exchange: Exchange,
  response: GatewayResponse,
  settle: Settle,
): Promise<GatewayResponse> {
  await settle(exchange, {
    served: null,
    answer: null,
    fault: null,
    httpStatus: response.status,
    endedBy: 'completed',
    firstByteMs: null,
    shown: null,
  });
  return response;
}

/** The answer to OPTIONS. No CORS headers: browsers of other origins have no business with API keys. */
export function describeMethods(exchange: Exchange): GatewayResponse {
  const headers = { ...identityHeaders(exchange), allow: allowedMethods(exchange.request) };
  return { status: 204, headers, body: Buffer.alloc(0) };
}
