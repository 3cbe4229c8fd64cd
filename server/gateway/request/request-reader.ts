import type { DialectName } from '../../canonical/dialect-name.ts';
import type { Envelope, Quirks } from '../../dialects/dialect.ts';
import type { Bridge } from '../bridge/bridge.ts';
import type { Framing } from '../routes.ts';
import type { CountText } from '../settlement/count-text-tokens.ts';

/** Where a request goes and how its answer is to look, as plain data. */
export interface BridgeTarget {
  /** Of the upstream. */
  dialect: DialectName;
  /** The upstream's name of the model. */
  model: string;
  quirks: Quirks;
  /** Bound of each answer's output tokens, for a request that has none of its own. */
  outputCap?: number;
  framing: Framing;
  /** UUID of the request. */
  requestId: string;
  /** Seconds since 1970. */
  createdAtSeconds: number;
}

/** A request that has been read. Everything throws, or rejects with, a Fault where the request is at fault. */
export interface RequestReader {
  readonly envelope: Envelope;
  bridgeTo(target: BridgeTarget): Bridge | Promise<Bridge>;
  /** The client's bytes for an upstream of the same format, with the upstream's name of the model. */
  relayedTo(target: Pick<BridgeTarget, 'model' | 'quirks'>): Buffer | Promise<Buffer>;
  /** Estimates the input tokens. */
  countTokens(countText: CountText): Promise<number>;
  /** Estimates the input tokens without looking closely. */
  roughTokens(): number;
  /**
   * An answer has begun: the request goes nowhere else. Tokens may still have to be counted.
   * @returns how many bytes of the body are needed no more
   */
  answered(): number;
  /** Nothing more will be asked. */
  release(): void;
}
