import type { AnswerProgress } from '../../canonical/answer-progress.ts';
import type { DialectName } from '../../canonical/dialect-name.ts';
import type { Fault } from '../../canonical/fault.ts';
import type { Loss } from '../../canonical/loss.ts';
import type { RelayReading, ResponseContext, WireRequest } from '../../dialects/dialect.ts';

/**
 * Between the client's format and the one a channel speaks. Two kinds: a relay, where both are the same and
 * bytes go through, and a translation by way of the canonical form.
 */
export interface Bridge extends Answers {
  /** The request for the upstream. */
  readonly body: Buffer;
  /** What of the request the target cannot express. */
  readonly losses: readonly Loss[];
  /** The way back as plain data. */
  recipe(): AnswerRecipe;
}

/** The way back over a bridge: needs little of the request, so that a long one need not be kept for it. */
export interface Answers {
  /** Throws `upstream_malformed` when the bytes are no answer. */
  readWhole(bytes: Buffer): WholeAnswer;
  createStream(): AnswerStream;
}

/** All that {@link Answers} are made of, as plain data: it can be sent to another thread. */
export type AnswerRecipe = RelayRecipe | TranslationRecipe;

export interface RelayRecipe {
  kind: 'relay';
  /** Of both sides. */
  dialect: DialectName;
  /** The request as it came, or an outline of it. */
  request: WireRequest;
  context: ResponseContext;
  /** Null where the answer's own name of the model is to be shown. */
  shownModel: string | null;
  /** More than one answer was asked for. */
  severalChoices: boolean;
}

export interface TranslationRecipe {
  kind: 'translation';
  client: DialectName;
  upstream: DialectName;
  /** Names of the client's tools, where the upstream knows some of them by others; null where by the same. */
  toolNames: readonly string[] | null;
  context: ResponseContext;
  /** More than one answer was asked for. */
  severalChoices: boolean;
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
