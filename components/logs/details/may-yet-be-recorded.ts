import { httpStatusOf } from '@/components/api/http-status';
import { shouldRetry } from '@/components/api/should-retry';

const MOST_LOOKS = 4;

/** A request's record may come a moment after its answer was stopped; who opens it at once is to find it. */
export function mayYetBeRecorded(failures: number, error: unknown): boolean {
  return httpStatusOf(error) === 404 ? failures < MOST_LOOKS : shouldRetry(failures, error);
}
