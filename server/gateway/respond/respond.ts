import type { OpenedAnswer } from '../attempt.ts';
import type { Begin } from '../begin.ts';
import type { WholeAnswer } from '../bridge/bridge.ts';
import type { Exchange } from '../exchange.ts';
import type { GatewayResponse } from '../message.ts';
import type { Settle } from '../settle.ts';
import { addDropped, answerHeaders } from './response-headers.ts';
import { StreamDelivery } from './stream-delivery.ts';

/**
 * Hands an answer to the client. A whole one is on the ledger before its first byte leaves; a stream's last
 * bytes are held back until it is.
 */
export async function respond(
  exchange: Exchange,
  answer: OpenedAnswer,
  begin: Begin,
  settle: Settle,
): Promise<GatewayResponse> {
  return 'stream' in answer.content
    ? respondStream(exchange, answer, new StreamDelivery(exchange, answer, answer.content, begin, settle))
    : respondWhole(exchange, answer, answer.content.whole, settle);
}

async function respondWhole(
  exchange: Exchange,
  answer: OpenedAnswer,
  { bytes, reading, losses }: WholeAnswer,
  settle: Settle,
): Promise<GatewayResponse> {
  const headers = answerHeaders(exchange, answer.candidate, 'application/json', answer.upstream.headers);
  exchange.losses.addAll(losses);
  addDropped(headers, exchange.losses);
  await settle(exchange, {
    served: answer.candidate,
    answer: reading,
    fault: null,
    httpStatus: 200,
    endedBy: 'completed',
    firstByteMs: answer.firstByteMs,
    shown: bytes,
  });
  return { status: 200, headers, body: bytes };
}

function respondStream(exchange: Exchange, answer: OpenedAnswer, body: StreamDelivery): GatewayResponse {
  const framing = exchange.route?.operation === 'generate' ? exchange.route.framing : 'server-sent-events';
  const contentType = framing === 'json-array' ? 'application/json' : 'text/event-stream; charset=utf-8';
  const headers = answerHeaders(exchange, answer.candidate, contentType, answer.upstream.headers);
  headers['cache-control'] = 'no-store, no-transform';
  // Asks nginx and its kind not to gather the stream before they pass it on.
  headers['x-accel-buffering'] = 'no';
  addDropped(headers, exchange.losses);
  const response: GatewayResponse = { status: 200, headers, body };
  if (exchange.deadlineMs !== undefined) response.deadlineMs = exchange.deadlineMs;
  return response;
}
