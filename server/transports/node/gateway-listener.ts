import type { IncomingMessage, RequestListener } from 'node:http';
import type { GatewayRequest, Releasable } from '../../gateway/message.ts';
import type { Gateway } from '../../gateway/serve.ts';
import { Departure } from './departure.ts';
import { peerAddress } from './peer-address.ts';
import { type IncomingBody, receiveBody } from './receive-body.ts';
import { sendAnswer } from './send-answer.ts';

/**
 * Mounts a gateway on node:http. No streams are piped and no web objects made: chunks in, chunks out, with
 * backpressure towards the upstream when the client is slow.
 */
export function gatewayListener(gateway: Gateway): RequestListener {
  const { maxBodyBytes, trustProxy, timeouts } = gateway.settings;
  return (incoming, outgoing) => {
    const departure = new Departure();
    let holding: Releasable | undefined;
    // The response, not the request: its close tells whether the client stayed to the end.
    outgoing.on('close', () => {
      if (!outgoing.writableFinished) departure.abort();
      holding?.release();
    });
    const body = receiveBody(incoming, maxBodyBytes);
    gateway
      .serve(requestOf(incoming, body, departure, trustProxy))
      .then((response) => {
        body.discard();
        holding = response.holding;
        // It was closed before, and will not be again.
        if (outgoing.closed) holding?.release();
        return sendAnswer(response, outgoing, timeouts.totalMs);
      })
      // A gateway never rejects; what is left is a connection that broke while being read or written.
      .catch(() => outgoing.destroy());
  };
}

function requestOf(
  incoming: IncomingMessage,
  body: IncomingBody,
  signal: Departure,
  trustProxy: boolean,
): GatewayRequest {
  const url = incoming.url ?? '/';
  const queryAt = url.indexOf('?');
  return {
    method: incoming.method ?? 'GET',
    path: queryAt === -1 ? url : url.slice(0, queryAt),
    query: queryAt === -1 ? '' : url.slice(queryAt + 1),
    clientAddress: peerAddress(incoming, trustProxy),
    headers: incoming.headers,
    readBody: body.read,
    signal,
  };
}
