import type { WireHeaders } from '../../dialects/dialect.ts';

/** A request to an upstream, ready to go. */
export interface UpstreamRequest {
  method: 'POST' | 'GET';
  /** Path and query below the base URL. */
  path: string;
  /** Names and values by turns. */
  headers: readonly string[];
  body: Buffer | null;
}

/** An upstream's answer whose body is still to come. */
export interface UpstreamAnswer {
  status: number;
  headers: WireHeaders;
  body: UpstreamBody;
}

/** Bytes as they come. Failures are {@link Fault}s: unreachable, timed out, too long, cancelled. */
export interface UpstreamBody {
  /** The next bytes; null at the end. Not to be called again before the last call resolved. */
  read(): Promise<Buffer | null>;
  /** All bytes that are still to come. */
  readAll(): Promise<Buffer>;
  /** Ends the exchange with the upstream; does nothing once it has ended. */
  cancel(): void;
}
