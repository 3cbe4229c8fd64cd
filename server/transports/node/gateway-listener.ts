import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { LargeBodies } from '../../gateway/ingress/large-bodies.ts';
import type { GatewayRequest, GatewayResponse } from '../../gateway/message.ts';
import type { Gateway } from '../../gateway/serve.ts';
import { Departure } from './departure.ts';
import { peerAddress } from './peer-address.ts';
import { type IncomingBody, receiveBody } from './receive-body.ts';

/**
 * Mounts a gateway on node:http. No streams are piped and no web objects made: chunks in, chunks out, with
 * backpressure towards the upstream when the client is slow.
 */
export function gatewayListener(gateway: Gateway): RequestListener {
  const { maxBodyBytes, trustProxy } = gateway.settings;
  const largeBodies = new LargeBodies(maxBodyBytes);
  return (incoming, outgoing) => {
    const departure = new Departure();
    // The response, not the request: its close tells whether the client stayed to the end.
    outgoing.on('close', () => {
      if (!outgoing.writableFinished) departure.abort();
    });
    const body = receiveBody(incoming, outgoing, { maxBodyBytes, largeBodies });
    gateway
      .serve(requestOf(incoming, body, departure, trustProxy))
      .then((response) => {
        body.discard();
        return send(response, outgoing);
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

async function send(response: GatewayResponse, outgoing: ServerResponse): Promise<void> {
  const { status, headers, body } = response;
  if (Buffer.isBuffer(body)) {
    if (status !== 204) headers['content-length'] = String(body.length);
    outgoing.writeHead(status, headers);
    outgoing.end(body);
    return;
  }
  outgoing.writeHead(status, headers);
  for await (const chunk of body) {
    if (outgoing.destroyed) return;
    if (!outgoing.write(chunk)) await drained(outgoing);
  }
  outgoing.end();
}

/** Resolves when more may be written, or never will. */
function drained(outgoing: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      outgoing.off('drain', done);
      outgoing.off('close', done);
      resolve();
    };
    outgoing.on('drain', done);
    outgoing.on('close', done);
    if (outgoing.destroyed) done();
  });
}
