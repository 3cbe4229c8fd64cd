import { type ErrorCode, errorTable } from './error-table.ts';

export interface FaultOptions {
  /** Where in the client's request, in its own terms: `messages[2].content[0].type`. */
  path?: string;
  /** HTTP status to answer with instead of the table's. */
  status?: number;
  /** How long the client or the next attempt should wait. */
  retryAfterMs?: number;
  /** What the upstream said, kept for the log; never shown. */
  upstream?: { status: number; code?: string; type?: string };
  /** Never leaves the server. */
  cause?: unknown;
}

/** A failure from the one error table. `message` is public; the cause is not. */
export class Fault extends Error {
  override readonly name = 'Fault';
  readonly code: ErrorCode;
  readonly status: number;
  readonly path: string | undefined;
  readonly retryAfterMs: number | undefined;
  readonly upstream: FaultOptions['upstream'];

  /** @param message Public text; the table's own when absent. */
  constructor(code: ErrorCode, message?: string, options: FaultOptions = {}) {
    // Where a client's mistake was found says nothing that its message does not, and costs more than all the rest:
    // whoever sends thousands of mistakes pays no more of our time than need be. A cause has its own.
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 0;
    super(
      message ?? errorTable[code].message,
      options.cause === undefined ? undefined : { cause: options.cause },
    );
    Error.stackTraceLimit = limit;
    this.code = code;
    this.status = options.status ?? errorTable[code].status;
    this.path = options.path;
    this.retryAfterMs = options.retryAfterMs;
    this.upstream = options.upstream;
  }

  /** Whether another attempt, elsewhere or later, may succeed. */
  get retryable(): boolean {
    return errorTable[this.code].retryable;
  }
}
