import type { LogDetail } from './log-detail';

type Attempt = LogDetail['attempts'][number];

/**
 * What became of one try: `broken` began to answer and did not come to its end, `left` was answering when the client
 * went away.
 */
export type AttemptOutcome = 'answered' | 'failed' | 'broken' | 'left';

/** @param isLast of the request's attempts: the one whose answer the client got */
export function attemptOutcome(
  { errorCode }: Pick<Attempt, 'errorCode'>,
  isLast: boolean,
  log: Pick<LogDetail, 'errorCode' | 'endedBy'>,
): AttemptOutcome {
  if (errorCode !== null) return errorCode === 'client_closed' ? 'left' : 'failed';
  if (!isLast || log.errorCode === null) return 'answered';
  return log.endedBy === 'client' ? 'left' : 'broken';
}
