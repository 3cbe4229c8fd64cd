import { peerOf } from '../../access/client-address.ts';
import type { GatewayRequest, GatewayResponse } from '../../gateway/message.ts';
import type { Gateway } from '../../gateway/serve.ts';
import { readBody } from './read-body.ts';
import { streamOf } from './stream-of.ts';

/** Mounts a gateway on the web's Request and Response, for Next route handlers and serverless deployments. */
export async function serveFetch(gateway: Gateway, incoming: Request): Promise<Response> {
  const url = new URL(incoming.url);
  const request: GatewayRequest = {
    method: incoming.method,
    path: url.pathname,
    query: url.search.slice(1),
    clientAddress: peerOf(incoming.headers) ?? 'unknown',
    headers: Object.fromEntries(incoming.headers),
    readBody: (cancellation, holding) =>
      readBody(incoming, gateway.settings.maxBodyBytes, { cancellation, holding }),
    signal: incoming.signal,
  };
  return toResponse(await gateway.serve(request), incoming.method);
}

function toResponse(response: GatewayResponse, method: string): Response {
  const { status, headers, body, holding } = response;
  if (!Buffer.isBuffer(body)) return new Response(streamOf(body, response), { status, headers });
  // Nobody tells when it has been sent.
  holding?.release();
  const isEmpty = status === 204 || method === 'HEAD';
  return new Response(isEmpty ? null : new Uint8Array(body), { status, headers });
}
