import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { readCaller } from '../../access/read-caller.ts';
import { assertSameOrigin } from '../../access/same-origin.ts';
import { Fault } from '../../canonical/fault.ts';
import { createLogger } from '../../platform/logger.ts';
import { throwTrpcError } from './error-shape.ts';
import { router } from './router.ts';

export const TRPC_PATH = '/api/trpc';

/** Answers the dashboard's calls. Changes are taken from pages of this site only. */
export function handleTrpc(request: Request): Promise<Response> {
  return fetchRequestHandler({
    endpoint: TRPC_PATH,
    req: request,
    router,
    createContext: async () => {
      try {
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
