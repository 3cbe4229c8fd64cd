import type { IncomingMessage, RequestListener } from 'node:http';
import type { GatewayRequest, GatewayResponse, Releasable } from '../../gateway/message.ts';
import type { Gateway } from '../../gateway/serve.ts';
import { Departure } from './departure.ts';
import { Pace } from './pace.ts';
import { peerAddress } from './peer-address.ts';
import { type IncomingBody, receiveBody } from './receive-body.ts';
import { sendAnswer } from './send-answer.ts';

/** Milliseconds of a turn of the event loop for requests that begin: what hundreds of them need is spread over several. */
const ARRIVALS_MS = 10;
/** For what nobody is in a hurry about: refusals, and what clients that left leave to be ended. */
const PARTINGS_MS = 2;

/** For a server's requests that go wrong. */
export const makePartings = (): Pace => new Pace(PARTINGS_MS);

/**
 * Mounts a gateway on node:http. No streams are piped and no web objects made: chunks in, chunks out, with
 * backpressure towards the upstream when the client is slow.
 */
export function gatewayListener(gateway: Gateway, partings = makePartings()): RequestListener {
  const { maxBodyBytes, trustProxy, timeouts } = gateway.settings;
  const arrivals = new Pace(ARRIVALS_MS);
  return (incoming, outgoing) => {
    const departure = new Departure();
    let holding: Releasable | undefined;
    // The response, not the request: its close tells whether the client stayed to the end.
    outgoing.on('close', () => {
      if (!outgoing.writableFinished) departure.abort(partings);
      holding?.release();
    });
    const body = receiveBody(incoming, maxBodyBytes);
    const send = async (response: GatewayResponse) => {
      body.discard();
      holding = response.holding;
      // It was closed before, and will not be again.
      if (outgoing.closed) holding?.release();
      await sendAnswer(response, outgoing, timeouts.totalMs);
    };
    // A gateway never rejects; what is left is a connection that breaks while being read or written.
    const breakOff = () => void outgoing.destroy();
    const answer = (response: GatewayResponse) => void send(response).catch(breakOff);
    const request = requestOf(incoming, body, departure, trustProxy);
    arrivals.do(request.clientAddress, () => {
      gateway.serve(request).then((response) => {
        if (response.status < 400) answer(response);
        else partings.do(request.clientAddress, () => answer(response));
      }, breakOff);
    });
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
