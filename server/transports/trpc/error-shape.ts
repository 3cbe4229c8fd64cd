import { type TRPC_ERROR_CODE_KEY, type TRPCDefaultErrorShape, TRPCError } from '@trpc/server';
import type { ErrorCode } from '../../canonical/error-table.ts';
import { Fault } from '../../canonical/fault.ts';
import type { TrpcContext } from './context.ts';

/** What a client finds in `error.data`, beside what tRPC puts there. */
export interface ErrorDetails {
  /** From the error table. */
  faultCode: ErrorCode;
  /** The field that was wrong, e.g. `models[2]`; null when it was none. */
  path: string | null;
  requestId: string | null;
  retryAfterMs: number | null;
}

type Shape = Omit<TRPCDefaultErrorShape, 'data'> & {
  data: Omit<TRPCDefaultErrorShape['data'], 'path' | 'stack'> & ErrorDetails;
};

const codeByStatus: Partial<Record<number, TRPC_ERROR_CODE_KEY>> = {
  400: 'BAD_REQUEST',
  401: 'UNAUTHORIZED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  409: 'CONFLICT',
  413: 'PAYLOAD_TOO_LARGE',
  429: 'TOO_MANY_REQUESTS',
  502: 'BAD_GATEWAY',
  503: 'SERVICE_UNAVAILABLE',
  504: 'GATEWAY_TIMEOUT',
};

/** Passes a Fault on in tRPC's clothes, so that the answer has its HTTP status; everything else as it is. */
export function throwTrpcError(error: unknown): never {
  if (!(error instanceof Fault)) throw error;
  throw new TRPCError({
    code: codeByStatus[error.status] ?? 'INTERNAL_SERVER_ERROR',
    message: error.message,
    cause: error,
  });
}

/** An error as clients see it: from the error table, without stack or cause. */
export function toErrorShape({
  shape,
  error,
  ctx,
}: {
  shape: TRPCDefaultErrorShape;
  error: TRPCError;
  ctx: TrpcContext | undefined;
}): Shape {
  const { code, httpStatus } = shape.data;
  const fault = error.cause instanceof Fault ? error.cause : ownFault(error);
  return {
    code: shape.code,
    message: fault.message,
    data: {
      code,
      httpStatus: error.cause instanceof Fault ? fault.status : httpStatus,
      faultCode: fault.code,
      path: fault.path ?? null,
      requestId: ctx?.caller.requestId ?? null,
      retryAfterMs: fault.retryAfterMs ?? null,
    },
  };
}

/** What tRPC itself refused: it has a message only where the client is at fault. */
function ownFault({ code, message }: TRPCError): Fault {
  switch (code) {
    case 'NOT_FOUND':
      return new Fault('not_found', message);
    case 'METHOD_NOT_SUPPORTED':
      return new Fault('method_not_allowed', message);
    case 'UNSUPPORTED_MEDIA_TYPE':
      return new Fault('unsupported_media_type', message);
    case 'PAYLOAD_TOO_LARGE':
      return new Fault('body_too_large');
    case 'PARSE_ERROR':
    case 'BAD_REQUEST':
      return new Fault('invalid_request', message);
    default:
      return new Fault('internal');
  }
}
