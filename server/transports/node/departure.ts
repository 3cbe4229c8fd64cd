import type { DepartureSignal } from '../../gateway/message.ts';
import type { Pace } from './pace.ts';

/** A signal for one listener. An AbortController with one costs twenty times as much, for each request. */
export class Departure implements DepartureSignal {
  aborted = false;
  #listener: (() => void) | null = null;

  addEventListener(_type: 'abort', listener: () => void): void {
    this.#listener = listener;
  }

  removeEventListener(): void {
    this.#listener = null;
  }

  /** The client has left. What that ends may take until a later turn of the event loop. */
  abort(partings: Pace): void {
    if (this.aborted) return;
    this.aborted = true;
    if (this.#listener) partings.do('', () => this.#listener?.());
  }
}
