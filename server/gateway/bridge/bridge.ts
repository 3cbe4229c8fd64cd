import type { AnswerProgress } from '../../canonical/answer-progress.ts';
import type { Fault } from '../../canonical/fault.ts';
import type { Loss } from '../../canonical/loss.ts';
import type { RelayReading } from '../../dialects/dialect.ts';

/**
 * Between the client's format and the one a channel speaks. Two kinds: a relay, where both are the same and
 * bytes go through, and a translation by way of the canonical form.
 */
export interface Bridge {
  /** The request for the upstream. */
  readonly body: Buffer;
  /** What of the request the target cannot express. */
  readonly losses: readonly Loss[];
  /** Throws `upstream_malformed` when the bytes are no answer. */
  readWhole(bytes: Buffer): WholeAnswer;
  createStream(): AnswerStream;
}

/** An answer that came in one piece. */
export interface WholeAnswer {
  /** For the client. */
  bytes: Buffer;
  reading: RelayReading;
  /** What of the answer the client's format cannot express. */
  losses: readonly Loss[];
}

/** An answer on its way through. */
export interface AnswerStream {
  /** Bytes for the client that these bytes of the upstream amount to; null when there are none yet. */
  push(chunk: Buffer): Buffer | null;
  /** The upstream has no more; bytes for the client that were still to come. */
  end(): Buffer | null;
  /** True once the answer is known to be all there: what is left is held back until it is accounted for. */
  readonly complete: boolean;
  /** The failure the upstream reported or the stream turned out to be; the client's bytes already tell of it. */
  readonly fault: Fault | null;
  /** Bytes that tell the client, in its own format, that the stream failed. */
  fail(fault: Fault): Buffer;
  reading(): RelayReading;
  /** Cheap, and asked about once a second. */
  progress(): AnswerProgress;
  /** What of the answer the client's format could not express so far; for the ledger, since the headers are gone. */
  readonly losses: readonly Loss[];
}
