import type { Fault } from '../canonical/fault.ts';

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
  /** Names in lower case. */
  headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Whole and already bounded by the transport. */
  body: Buffer;
  /** Why the transport took no body, which is empty then; the gateway refuses the request with it. */
  bodyFault?: Fault;
  /** Fires when the client leaves. */
  signal: DepartureSignal;
}

/** An answer for any transport to send. */
export interface GatewayResponse {
  status: number;
  headers: Record<string, string>;
  /** A stream must be read to its end or returned early (`iterator.return()`); either settles the request. */
  body: Buffer | AsyncIterable<Buffer>;
}

/** The gateway as transports see it. Never rejects: every failure is an answer. */
export type Serve = (request: GatewayRequest) => Promise<GatewayResponse>;
