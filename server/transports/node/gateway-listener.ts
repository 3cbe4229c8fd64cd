import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { bodyTooLarge } from '../../gateway/ingress/read-json-bytes.ts';
import type { GatewayRequest, GatewayResponse } from '../../gateway/message.ts';
import type { Gateway } from '../../gateway/serve.ts';
import { Departure } from './departure.ts';

const noBody = Buffer.alloc(0);
/** How much of a body that is refused anyway is read and thrown away, so that the client gets to see why. */
const maxDrainBytes = 64 * 1024 * 1024;

/**
 * Mounts a gateway on node:http. No streams are piped and no web objects made: chunks in, chunks out, with
 * backpressure towards the upstream when the client is slow.
 */
export function gatewayListener(gateway: Gateway): RequestListener {
  return (incoming, outgoing) => {
    const departure = new Departure();
    // The response, not the request: its close tells whether the client stayed to the end.
    outgoing.on('close', () => {
      if (!outgoing.writableFinished) departure.abort();
    });
    const request = requestOf(incoming, departure);
    receive(incoming, gateway, request)
      .then((refusal) => refusal ?? gateway.serve(request))
      .then((response) => send(response, outgoing))
      // A gateway never rejects; what is left is a connection that broke while being read or written.
      .catch(() => outgoing.destroy());
  };
}

type MutableRequest = { -readonly [Member in keyof GatewayRequest]: GatewayRequest[Member] };

function requestOf(incoming: IncomingMessage, signal: Departure): MutableRequest {
  const url = incoming.url ?? '/';
  const queryAt = url.indexOf('?');
  return {
    method: incoming.method ?? 'GET',
    path: queryAt === -1 ? url : url.slice(0, queryAt),
    query: queryAt === -1 ? '' : url.slice(queryAt + 1),
    headers: incoming.headers,
    body: noBody,
    signal,
  };
}

/** Reads the body into `request`. Resolves with an answer instead when it is too large; rejects when the client leaves. */
function receive(
  incoming: IncomingMessage,
  gateway: Gateway,
  request: MutableRequest,
): Promise<GatewayResponse | null> {
  const { maxBodyBytes } = gateway.settings;
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    let refused = false;
    const refuse = () => {
      refused = true;
      chunks.length = 0;
      resolve(gateway.answerFault(request, bodyTooLarge(maxBodyBytes)));
    };
    if (Number(incoming.headers['content-length']) > maxBodyBytes) refuse();
    incoming.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (refused) {
        if (length > maxBodyBytes + maxDrainBytes) incoming.destroy();
      } else if (length > maxBodyBytes) {
        refuse();
      } else {
        chunks.push(chunk);
      }
    });
    incoming.on('end', () => {
      if (refused) return;
      const [only = noBody] = chunks;
      request.body = chunks.length > 1 ? Buffer.concat(chunks, length) : only;
      resolve(null);
    });
    incoming.on('error', reject);
    incoming.on('close', () => {
      if (!incoming.complete) reject(new Error('The client left before its request was complete'));
    });
  });
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
