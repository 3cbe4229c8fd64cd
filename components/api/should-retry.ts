import { httpStatusOf } from './http-status';

/** A refusal stays a refusal: only what the network or the server broke is worth another try. */
export function shouldRetry(failures: number, error: unknown): boolean {
  const status = httpStatusOf(error);
  return failures < 2 && (status === undefined || status >= 500);
}
