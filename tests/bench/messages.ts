/** What the bench and the processes it starts say to each other, besides the gateway's own `ready`. */
export interface LoadOrder {
  type: 'load';
  origin: string;
  path: string;
  headers: Record<string, string>;
  body: string;
  /** How `body` is written; utf8 when not given. */
  bodyEncoding?: 'utf8' | 'base64';
  concurrency: number;
  durationMs: number;
}

export interface LoadReport {
  type: 'loaded';
  requests: number;
  /** Answers that were not complete and 200. */
  failures: number;
  elapsedMs: number;
  p50Ms: number;
  p99Ms: number;
}

export type BenchMessage =
  | LoadOrder
  | LoadReport
  /** Where the process listens on the loopback interface. */
  | { type: 'ready'; port: number }
  /** Asks a server how much processor time it has used since it started. */
  | { type: 'cpu' }
  | { type: 'cpu-used'; microseconds: number };

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
