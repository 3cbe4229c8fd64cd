import type { Fault } from '../../canonical/fault.ts';
import { MethodNotAllowed } from '../../canonical/method-not-allowed.ts';
import { redactSecrets } from '../../platform/redact-secrets.ts';
import { Abandoned } from '../abandoned.ts';
import { addRateLimits } from '../admission/rate-limit-headers.ts';
import { endedByOf } from '../ended-by.ts';
import type { Exchange } from '../exchange.ts';
import type { GatewayResponse } from '../message.ts';
import type { Settle } from '../settle.ts';
import { addDropped, identityHeaders } from './response-headers.ts';

/** The client closed the connection before there was an answer (nginx's convention). */
const clientClosedStatus = 499;

/** OpenAI's and Anthropic's own clients wait no longer than this. */
const LONGEST_WAIT_MS = 60_000;

/** Answers with a failure, in the shape the client's format has for it, once that is on the ledger. */
export async function refuse(exchange: Exchange, fault: Fault, settle: Settle): Promise<GatewayResponse> {
  const response = failure(exchange, fault);
  const abandoned = fault instanceof Abandoned ? fault : null;
  const endedBy = exchange.clientHasLeft ? 'client' : endedByOf(fault);
  await settle(exchange, {
    served: abandoned?.candidate ?? null,
    answer: abandoned?.answer ?? null,
    fault,
    httpStatus: exchange.clientHasLeft ? clientClosedStatus : response.status,
    endedBy,
    firstByteMs: null,
    shown: response.body,
  });
  return response;
}

/** The failure as an answer. */
function failure(exchange: Exchange, fault: Fault): GatewayResponse & { body: Buffer } {
  const encoded = exchange.dialect.encodeFault(fault, exchange.id);
  const headers: Record<string, string> = {
    ...identityHeaders(exchange),
    'content-type': 'application/json',
    ...encoded.headers,
  };
  if (fault.retryAfterMs !== undefined) {
    headers['retry-after'] = String(Math.max(0, Math.ceil(fault.retryAfterMs / 1000)));
    // OpenAI's and Anthropic's own clients go by this one first.
    headers['retry-after-ms'] = String(Math.max(0, Math.ceil(fault.retryAfterMs)));
  }
  addRateLimits(headers, exchange.dialect.name, exchange.standing);
  // They try again twice within seconds, where that is of no use.
  if (
    fault.code === 'rate_limited' &&
    !(fault.retryAfterMs !== undefined && fault.retryAfterMs <= LONGEST_WAIT_MS)
  ) {
    headers['x-should-retry'] = 'false';
  }
  if (fault instanceof MethodNotAllowed) headers.allow = fault.allow;
  if (fault.code === 'shutting_down') headers.connection = 'close';
  if (fault.code === 'unsupported_by_target') addDropped(headers, exchange.losses);
  // Messages quote what the client and the upstream sent.
  const body = Buffer.from(redactSecrets(JSON.stringify(encoded.body)));
  return { status: encoded.status, headers, body };
}
