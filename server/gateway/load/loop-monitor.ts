import { type Lag, LagWindow } from './lag-window.ts';

/** Seconds that are looked back on. */
const shortWindow = 10;
const longWindow = 60;

/** A slice of a request's work that nothing else could interrupt. */
export interface WorstTurn {
  requestId: string;
  /** What was done. */
  stage: string;
  ms: number;
}

/** The event loop over some time. */
export interface LoopFigures {
  meanLagMs: number;
  p99LagMs: number;
  worstLagMs: number;
  windowSeconds: number;
  /** The longest slice of a request's work; null when there was none. */
  worstTurn: WorstTurn | null;
}

interface Second {
  lag: Lag;
  worstTurn: WorstTurn | null;
}

const noLag: Lag = { meanMs: 0, p99Ms: 0, worstMs: 0 };

/** What the event loop was like lately, second by second. */
export class LoopMonitor {
  readonly #window = new LagWindow();
  /** The latest last. */
  #seconds: Second[] = [];
  #worstTurn: WorstTurn | null = null;

  /** Ends a second; its mean lag is what shedding goes by. */
  tick(): Lag {
    const lag = this.#window.next();
    this.#seconds.push({ lag, worstTurn: this.#worstTurn });
    this.#worstTurn = null;
    if (this.#seconds.length > longWindow) this.#seconds.shift();
    return lag;
  }

  note(requestId: string, stage: string, ms: number): void {
    if (this.#worstTurn === null || ms > this.#worstTurn.ms) this.#worstTurn = { requestId, stage, ms };
  }

  /** The last ten seconds, and the last minute. */
  figures(): { short: LoopFigures; long: LoopFigures } {
    return { short: this.#over(shortWindow), long: this.#over(longWindow) };
  }

  close(): void {
    this.#window.close();
  }

  #over(windowSeconds: number): LoopFigures {
    const seconds = this.#seconds.slice(-windowSeconds);
    const lags = seconds.map(({ lag }) => lag);
    const turns = [...seconds.map(({ worstTurn }) => worstTurn), this.#worstTurn].filter(
      (turn) => turn !== null,
    );
    const worst = turns.reduce<WorstTurn | null>((a, b) => (a !== null && a.ms >= b.ms ? a : b), null);
    return {
      meanLagMs: rounded(lags.reduce((sum, { meanMs }) => sum + meanMs, 0) / Math.max(1, lags.length)),
      // Of the seconds' own: those with the worst of it count, as they should.
      p99LagMs: lags.reduce((most, { p99Ms }) => Math.max(most, p99Ms), noLag.p99Ms),
      worstLagMs: lags.reduce((most, { worstMs }) => Math.max(most, worstMs), noLag.worstMs),
      windowSeconds,
      worstTurn: worst && { ...worst, ms: rounded(worst.ms) },
    };
  }
}

function rounded(ms: number): number {
  return Math.round(ms * 10) / 10;
}
