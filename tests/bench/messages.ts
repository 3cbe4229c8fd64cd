/** What the bench and the processes it starts say to each other, besides the gateway's own `ready`. */
export interface LoadOrder {
  type: 'load';
  origin: string;
  path: string;
  headers: Record<string, string>;
  body: string;
  /** How `body` is written; utf8 when not given. */
  bodyEncoding?: 'utf8' | 'base64';
  /** Requests in flight; with `perSecond` the most there may be. */
  concurrency: number;
  durationMs: number;
  /** Requests are begun at this rate whatever becomes of them, and timed from the moment each was due. */
  perSecond?: number;
  /** Ends with this many requests, if that is sooner. */
  requests?: number;
  /** Part of the requests, 0 to 1, that their client gives up as soon as the first bytes have come. */
  abandoned?: number;
  /** One of as many API keys for each request, in turn; see `fleetKey`. */
  keys?: number;
}

export interface LoadReport {
  type: 'loaded';
  requests: number;
  /** Answers that were not complete and 200; those given up are none. */
  failures: number;
  elapsedMs: number;
  p50Ms: number;
  p99Ms: number;
}

/** What a process has used since it started, and holds. */
export interface Used {
  type: 'used';
  cpuMicroseconds: number;
  residentBytes: number;
}

export type BenchMessage =
  | LoadOrder
  | LoadReport
  /** Where the process listens on the loopback interface. */
  | { type: 'ready'; port: number }
  | { type: 'use' }
  | Used;

/** Narrows a message of unknown origin to one of the bench's. */
export function isBenchMessage<Type extends BenchMessage['type']>(
  message: unknown,
  type: Type,
): message is Extract<BenchMessage, { type: Type }> {
  return typeof message === 'object' && message !== null && 'type' in message && message.type === type;
}

/** Says it to the process that started this one. */
export function tellBench(message: BenchMessage): void {
  process.send?.(message);
}
