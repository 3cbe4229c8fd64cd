import { clientAddress } from '../../access/client-address.ts';
import type { GatewayRequest, GatewayResponse } from '../../gateway/message.ts';
import type { Gateway } from '../../gateway/serve.ts';
import { readBody } from './read-body.ts';

/** Mounts a gateway on the web's Request and Response, for Next route handlers and serverless deployments. */
export async function serveFetch(gateway: Gateway, incoming: Request): Promise<Response> {
  const url = new URL(incoming.url);
  const request: GatewayRequest = {
    method: incoming.method,
    path: url.pathname,
    query: url.search.slice(1),
    clientAddress: clientAddress(incoming.headers),
    headers: Object.fromEntries(incoming.headers),
    readBody: (cancellation) => readBody(incoming, gateway.settings.maxBodyBytes, cancellation),
    signal: incoming.signal,
  };
  return toResponse(await gateway.serve(request), incoming.method);
}

function toResponse({ status, headers, body }: GatewayResponse, method: string): Response {
  if (status === 204 || method === 'HEAD') return new Response(null, { status, headers });
  return new Response(Buffer.isBuffer(body) ? new Uint8Array(body) : streamOf(body), { status, headers });
}

/** Pulls only when the client takes more; a client that leaves returns the iterator, which settles the request. */
function streamOf(chunks: AsyncIterable<Buffer>): ReadableStream<Uint8Array> {
  const iterator = chunks[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await iterator.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      async cancel() {
        await iterator.return?.();
      },
    },
    { highWaterMark: 0 },
  );
}
