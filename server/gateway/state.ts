import type { Shedding } from './load/load.ts';
import type { LoopFigures } from './load/loop-monitor.ts';
import type { CodecWorkerState } from './worker/codec-worker.ts';

/** How a gateway's process fares. Nobody's names: anybody may read it. */
export interface GatewayState {
  /** Over the last ten seconds; times in milliseconds. */
  eventLoop: LoopFigures & { shedding: Shedding; lastMinute: LoopFigures };
  memory: MemoryState;
  requests: { inFlight: number };
  worker: CodecWorkerState;
}

export interface MemoryState extends HeldBytes {
  rssBytes: number;
  heapUsedBytes: number;
}

/** What requests hold of the memory they share. */
export interface HeldBytes {
  readonly heldBytes: number;
  readonly heldBytesLimit: number;
}

export function memoryState({ heldBytes, heldBytesLimit }: HeldBytes): MemoryState {
  const { rss, heapUsed } = process.memoryUsage();
  return { rssBytes: rss, heapUsedBytes: heapUsed, heldBytes, heldBytesLimit };
}
