import { TRPCClientError } from '@trpc/client';

const MOST_LOOKS = 4;

/** A request's record may come a moment after its answer was stopped; who opens it at once is to find it. */
export function mayYetBeRecorded(failures: number, error: unknown): boolean {
  if (!(error instanceof TRPCClientError)) return failures < 2;
  const status: unknown = error.data?.httpStatus;
  return failures < MOST_LOOKS && (status === 404 || typeof status !== 'number' || status >= 500);
}
