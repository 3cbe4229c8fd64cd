import type { BenchProcess } from './bench-process.ts';
import { ask, perSecond, type Target } from './measure.ts';
import type { LoadOrder } from './messages.ts';
import { type Spread, spreadOf } from './spread.ts';

/** How streams do while other requests come in one after the other. */
export interface Beside {
  name: string;
  /** Streams per second beside the others over streams per second alone. */
  throughputRatio: Spread;
  aloneP99Ms: number;
  besideP99Ms: number;
  /** Requests that were answered or refused meanwhile. */
  others: number;
}

const STREAMS_AT_ONCE = 8;
const OTHERS_AT_ONCE = 2;

export interface BesideOptions {
  name: string;
  /** Sends the streams. */
  load: BenchProcess;
  streams: Target;
  /** Sends the others. */
  otherLoad: BenchProcess;
  others: Omit<LoadOrder, 'type' | 'concurrency' | 'durationMs'>;
  milliseconds: number;
  rounds: number;
}

export async function measureBeside(options: BesideOptions): Promise<Beside> {
  const durationMs = options.milliseconds;
  const streaming = { concurrency: STREAMS_AT_ONCE, durationMs };
  const ratios: number[] = [];
  const alone: number[] = [];
  const beside: number[] = [];
  let others = 0;
  for (let round = 0; round < options.rounds; round += 1) {
    // Before each of them, so that both meet the same machine.
    const before = await ask(options.load, options.streams, streaming);
    const [during, other] = await Promise.all([
      ask(options.load, options.streams, streaming),
      options.otherLoad.ask(
        { type: 'load', ...options.others, concurrency: OTHERS_AT_ONCE, durationMs },
        'loaded',
      ),
    ]);
    ratios.push(perSecond(during) / perSecond(before));
    alone.push(before.p99Ms);
    beside.push(during.p99Ms);
    others += other.requests;
  }
  return {
    name: options.name,
    throughputRatio: spreadOf(ratios),
    aloneP99Ms: spreadOf(alone).median,
    besideP99Ms: spreadOf(beside).median,
    others,
  };
}
