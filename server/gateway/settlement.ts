import type { Fault } from '../canonical/fault.ts';
import type { RequestEnding } from '../store/ledger.ts';
import type { Candidate } from './plan.ts';
import type { AnswerReading } from './settlement/request-outcome.ts';

/** How a request ended. */
export interface Settlement {
  /** The channel that answered, or was at work when the client left; null when none was. */
  served: Candidate | null;
  /** Null without a channel that served, and where nothing was to be generated. */
  answer: AnswerReading | null;
  /** What the client was told, or what ended the answer; null on success. */
  fault: Fault | null;
  httpStatus: number;
  endedBy: RequestEnding;
  /** From the request's coming to the answer's first byte; null when there was none. */
  firstByteMs: number | null;
  /** What the client was shown, for tenants who store content; null when it is not to be kept. */
  shown: Buffer | null;
}
