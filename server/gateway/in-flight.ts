/** Counts requests in flight, so that a process can end without losing one. */
export class InFlight {
  #count = 0;
  #closing = false;
  #whenEmpty: (() => void)[] = [];

  get closing(): boolean {
    return this.#closing;
  }

  enter(): void {
    this.#count++;
  }

  leave(): void {
    this.#count--;
    if (this.#count === 0) for (const resolve of this.#whenEmpty.splice(0)) resolve();
  }

  /** No more are to come. Resolves when the last has left, at the latest after `graceMs`. */
  async close(graceMs: number): Promise<void> {
    this.#closing = true;
    if (this.#count === 0) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, graceMs);
      this.#whenEmpty.push(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }
}
