import { setImmediate } from 'node:timers/promises';

/** Work after which others get their turn. */
const sliceMs = 4;

let last: Promise<void> = Promise.resolve();

/** One answer's share of the event loop's turns. */
export class Turns {
  #begun = performance.now();

  /** Whether the work since this turn began has been enough for it; what is done with the bytes meanwhile counts. */
  get isOver(): boolean {
    return performance.now() - this.#begun > sliceMs;
  }

  /**
   * The next turn of this answer. However many answers are being made, one of them is worked on in a turn of the
   * event loop.
   */
  async next(): Promise<void> {
    last = last.then(() => setImmediate());
    await last;
    this.renew();
  }

  /** A turn begins, because this answer has waited for something else. */
  renew(): void {
    this.#begun = performance.now();
  }
}
