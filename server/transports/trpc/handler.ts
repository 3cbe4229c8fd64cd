import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { readCaller } from '../../access/read-caller.ts';
import { assertSameOrigin } from '../../access/same-origin.ts';
import { Fault } from '../../canonical/fault.ts';
import { createLogger } from '../../platform/logger.ts';
import { MOST_BODY_BYTES, readTextBody } from '../rest/read-body.ts';
import { throwTrpcError } from './error-shape.ts';
import { router } from './router.ts';

const TRPC_PATH = '/api/trpc';

/** Far more calls than a page makes at once. */
const MOST_CALLS = 50;

/** Answers the dashboard's calls. Changes are taken from pages of this site only. */
export async function handleTrpc(request: Request): Promise<Response> {
  const { req, refusal } = await withBoundedBody(request);
  return fetchRequestHandler({
    endpoint: TRPC_PATH,
    req,
    router,
    maxBatchSize: MOST_CALLS,
    responseMeta: () => ({ headers: { 'cache-control': 'no-store' } }),
    createContext: async () => {
      try {
        if (refusal) throw refusal;
        if (request.method !== 'GET') assertSameOrigin(request.headers);
        return { caller: await readCaller(request.headers) };
      } catch (error) {
        return throwTrpcError(error);
      }
    },
    onError: ({ error, path, ctx }) => {
      if (error.cause instanceof Fault && error.cause.status < 500) return;
      if (error.code !== 'INTERNAL_SERVER_ERROR' && !(error.cause instanceof Fault)) return;
      const requestId = ctx?.caller.requestId;
      createLogger('trpc').error(
        { err: error.cause ?? error, operation: path, requestId },
        'an operation failed',
      );
    },
  });
}

/** The request with its body read, which tRPC would do without a bound; without one when it is refused. */
async function withBoundedBody(request: Request): Promise<{ req: Request; refusal?: Fault }> {
  if (!request.body) return { req: request };
  const { url, method, headers } = request;
  try {
    const body = await readTextBody(request, MOST_BODY_BYTES);
    return { req: new Request(url, { method, headers, body }) };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return { req: new Request(url, { method, headers }), refusal: error };
  }
}
