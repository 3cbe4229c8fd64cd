import { type ELDHistogram, monitorEventLoopDelay } from 'node:perf_hooks';

/** How often the loop is looked at, in milliseconds. A wait is found to be up to so much shorter than it was. */
const resolutionMs = 10;
const nanosecondsPerMs = 1e6;

/** How late the event loop was, in milliseconds. */
export interface Lag {
  /** As somebody who comes at any moment meets it: a long wait counts for as long as it lasts. */
  meanMs: number;
  p99Ms: number;
  worstMs: number;
}

/** Measures the event loop's lag from one {@link next} to another. The clock is libuv's: it costs no JavaScript. */
export class LagWindow {
  readonly #histogram: ELDHistogram;

  constructor() {
    this.#histogram = monitorEventLoopDelay({ resolution: resolutionMs });
    this.#histogram.enable();
  }

  /** The lag since this was last called; a wait that began within 10 ms of that is not seen. */
  next(): Lag {
    const histogram = this.#histogram;
    const lag: Lag = histogram.count === 0 ? { meanMs: 0, p99Ms: 0, worstMs: 0 } : lagOf(histogram);
    histogram.reset();
    return lag;
  }

  close(): void {
    this.#histogram.disable();
  }
}

function lagOf(histogram: ELDHistogram): Lag {
  const { mean, stddev } = histogram;
  // The mean of the intervals' squares over that of the intervals is the length of the one a random moment falls into.
  const met = mean + (stddev * stddev) / mean;
  return {
    meanMs: lateness(met),
    p99Ms: lateness(histogram.percentile(99)),
    worstMs: lateness(histogram.max),
  };
}

function lateness(intervalNs: number): number {
  return Math.max(0, Math.round((intervalNs / nanosecondsPerMs - resolutionMs) * 10) / 10);
}
