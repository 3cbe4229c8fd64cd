import { Fault } from '../../canonical/fault.ts';
import { bodyTooLarge } from '../../gateway/ingress/read-json-bytes.ts';
import type { GatewayRequest, GatewayResponse } from '../../gateway/message.ts';
import type { Gateway } from '../../gateway/serve.ts';

const noBody = Buffer.alloc(0);

/** Mounts a gateway on the web's Request and Response, for Next route handlers and serverless deployments. */
export async function serveFetch(gateway: Gateway, incoming: Request): Promise<Response> {
  const url = new URL(incoming.url);
  const request: GatewayRequest = {
    method: incoming.method,
    path: url.pathname,
    query: url.search.slice(1),
    headers: Object.fromEntries(incoming.headers),
    body: noBody,
    signal: incoming.signal,
  };
  const body = await readBody(incoming, gateway.settings.maxBodyBytes);
  const response =
    body instanceof Fault ? gateway.answerFault(request, body) : await gateway.serve({ ...request, body });
  return toResponse(response, incoming.method);
}

/** The body, or why there is none: larger than allowed, or broken off. */
async function readBody(incoming: Request, maxBodyBytes: number): Promise<Buffer | Fault> {
  if (!incoming.body) return noBody;
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of incoming.body) {
      length += chunk.length;
      // Leaving the loop cancels the rest.
      if (length > maxBodyBytes) return bodyTooLarge(maxBodyBytes);
      chunks.push(chunk);
    }
  } catch (cause) {
    return new Fault('invalid_request', 'The body broke off.', { cause });
  }
  return Buffer.concat(chunks, length);
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
