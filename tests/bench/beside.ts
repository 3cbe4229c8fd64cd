import type { BenchProcess } from './bench-process.ts';
import type { Target } from './measure.ts';
import type { LoadOrder, LoadReport } from './messages.ts';
import { type WorstRequest, worstRequests } from './worst-requests.ts';

/** How streams of 100 KB do while somebody else's worst requests come in one after the other. */
export interface Beside {
  name: string;
  /** Streams per second beside the worst over streams per second alone. */
  throughputRatio: number;
  aloneP99Ms: number;
  besideP99Ms: number;
  /** Worst requests that were answered or refused meanwhile. */
  worstRequests: number;
}

export interface BesideOptions {
  /** Sends the streams. */
  load: BenchProcess;
  /** Sends the worst requests. */
  hostile: BenchProcess;
  streams: Target['order'];
  hostileHeaders: Record<string, string>;
  milliseconds: number;
}

const STREAMS_AT_ONCE = 8;
const WORST_AT_ONCE = 2;

export async function measureBeside(options: BesideOptions): Promise<Beside[]> {
  const { load, streams, milliseconds } = options;
  const order: LoadOrder = {
    type: 'load',
    ...streams,
    concurrency: STREAMS_AT_ONCE,
    durationMs: milliseconds,
  };
  const results: Beside[] = [];
  for (const worst of worstRequests) {
    // Before each of them, so that both meet the same machine.
    const alone = await load.ask(order, 'loaded');
    const [beside, attacked] = await Promise.all([
      load.ask(order, 'loaded'),
      options.hostile.ask(hostileOrder(worst, options), 'loaded'),
    ]);
    if (beside.failures > 0) throw new Error(`${beside.failures} streams failed beside ${worst.name}.`);
    results.push({
      name: worst.name,
      throughputRatio: perSecond(beside) / perSecond(alone),
      aloneP99Ms: alone.p99Ms,
      besideP99Ms: beside.p99Ms,
      worstRequests: attacked.requests,
    });
  }
  return results;
}

function hostileOrder(
  worst: WorstRequest,
  { streams, hostileHeaders, milliseconds }: BesideOptions,
): LoadOrder {
  return {
    type: 'load',
    origin: streams.origin,
    path: streams.path,
    headers: { ...hostileHeaders, ...worst.headers },
    body: worst.body(),
    bodyEncoding: worst.headers?.['content-encoding'] === undefined ? 'utf8' : 'base64',
    concurrency: WORST_AT_ONCE,
    durationMs: milliseconds,
  };
}

function perSecond({ requests, elapsedMs }: LoadReport): number {
  return (requests / elapsedMs) * 1000;
}
