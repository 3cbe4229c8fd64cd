import { Fault } from '../canonical/fault.ts';
import type { Exchange } from './exchange.ts';

/** How long requests that are cut off get to tell their clients and to be accounted for. */
const lastWordsMs = 2_000;

/** The requests in flight, so that a process can end without losing one. */
export class InFlight {
  readonly #exchanges = new Set<Exchange>();
  #closing = false;
  #whenEmpty: (() => void) | null = null;

  get closing(): boolean {
    return this.#closing;
  }

  get count(): number {
    return this.#exchanges.size;
  }

  enter(exchange: Exchange): void {
    this.#exchanges.add(exchange);
  }

  leave(exchange: Exchange): void {
    this.#exchanges.delete(exchange);
    if (this.#exchanges.size === 0) this.#whenEmpty?.();
  }

  /** No more are to come. Resolves when the last has left; what is left after `graceMs` is cut off. */
  async close(graceMs: number): Promise<void> {
    this.#closing = true;
    if (await this.#emptyWithin(graceMs)) return;
    for (const exchange of this.#exchanges) exchange.cancellation.cancel(new Fault('shutting_down'));
    await this.#emptyWithin(lastWordsMs);
  }

  async #emptyWithin(milliseconds: number): Promise<boolean> {
    if (this.#exchanges.size === 0) return true;
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(false), milliseconds);
      this.#whenEmpty = () => {
        clearTimeout(timer);
        resolve(true);
      };
    });
  }
}
