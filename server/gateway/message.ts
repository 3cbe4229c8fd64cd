import type { Cancellation } from './cancellation.ts';
import type { Holding } from './shares/holding.ts';

/** Something that is held until somebody says that it is needed no more. */
export interface Releasable {
  /** Does nothing the second time. */
  release(): void;
}

/** Tells that the client has left. An AbortSignal does; a transport may have something cheaper. */
export interface DepartureSignal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/** A request as any transport hands it over. */
export interface GatewayRequest {
  method: string;
  /** Path without query, still percent-encoded. */
  path: string;
  /** Query without the question mark; empty when there is none. */
  query: string;
  /** Where it comes from: the peer's network address, or the one that a trusted proxy tells. */
  readonly clientAddress: string;
  /** Names in lower case. */
  headers: Readonly<Record<string, string | string[] | undefined>>;
  /**
   * The whole body, bounded by the transport. The gateway asks for it once at most, and only when it knows who
   * calls: until then a transport reads none of it. Every byte is taken from the holding before it is kept. Rejects
   * with a Fault when the body is refused, finds no room or broke off, and with the reason when cancelled meanwhile.
   */
  readBody(cancellation: Cancellation, holding: Holding): Promise<Buffer>;
  /** Fires when the client leaves. */
  signal: DepartureSignal;
}

/** An answer for any transport to send. */
export interface GatewayResponse {
  status: number;
  headers: Record<string, string>;
  /** A stream must be read to its end or returned early (`iterator.return()`); either settles the request. */
  body: Buffer | AsyncIterable<Buffer>;
  /** Until when a stream is to be taken, on the clock of `performance.now()`; who has not by then is cut off. */
  deadlineMs?: number;
  /** What the request holds of the shared room; to be released once the answer is sent or nobody waits for it. */
  holding?: Releasable;
}

/** The gateway as transports see it. Never rejects: every failure is an answer. */
export type Serve = (request: GatewayRequest) => Promise<GatewayResponse>;
