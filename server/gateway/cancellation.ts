import type { Fault } from '../canonical/fault.ts';

/**
 * Tells whatever a request is waiting for that it need not go on, and why. One listener at a time, because
 * a request waits for one thing at a time: cheaper than an AbortSignal on the hot path.
 */
export class Cancellation {
  #reason: Fault | null = null;
  #listener: ((reason: Fault) => void) | null = null;

  /** Why; null while the request goes on. */
  get reason(): Fault | null {
    return this.#reason;
  }

  /** The first reason counts. */
  cancel(reason: Fault): void {
    if (this.#reason) return;
    this.#reason = reason;
    const listener = this.#listener;
    this.#listener = null;
    listener?.(reason);
  }

  /** Calls `listener` on cancellation (at once, if that has been), in place of the listener before. */
  listen(listener: (reason: Fault) => void): void {
    if (this.#reason) listener(this.#reason);
    else this.#listener = listener;
  }

  ignore(): void {
    this.#listener = null;
  }

  /** Resolves after `milliseconds`; rejects with the reason when cancelled before. */
  sleep(milliseconds: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.ignore();
        resolve();
      }, milliseconds);
      this.listen((reason) => {
        clearTimeout(timer);
        reject(reason);
      });
    });
  }
}
