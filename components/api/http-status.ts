import { TRPCClientError } from '@trpc/client';

/** HTTP status of a refusal by the server; undefined where there was none, and no answer. */
export function httpStatusOf(error: unknown): number | undefined {
  const status: unknown = error instanceof TRPCClientError ? error.data?.httpStatus : undefined;
  return typeof status === 'number' ? status : undefined;
}
