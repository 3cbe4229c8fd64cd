/** Work after which those who have more to do wait for the event loop's next turn. */
const budgetMs = 3;

/**
 * How much of the event loop's present turn has been used up, by all requests together. Whoever finds the turn full
 * waits for a later one; then tenants go by turns, so that one with many requests does not crowd out another with one.
 */
export class Turn {
  #usedMs = 0;
  #resetPlanned = false;
  /** Whoever waits, by tenant, in the order of their turns. */
  readonly #waiting = new Map<string, (() => void)[]>();

  get isFull(): boolean {
    return this.#usedMs > budgetMs;
  }

  used(milliseconds: number): void {
    this.#usedMs += milliseconds;
    // Nearly all turns end long before; planning an end for each would cost more than it tells.
    if (this.#usedMs > budgetMs / 2) this.#planReset();
  }

  /** Resolves in a turn that has room. */
  next(tenantId: string): Promise<void> {
    return new Promise((resolve) => {
      const waiting = this.#waiting.get(tenantId);
      if (waiting) waiting.push(resolve);
      else this.#waiting.set(tenantId, [resolve]);
      this.#planReset();
    });
  }

  #planReset(): void {
    if (this.#resetPlanned) return;
    this.#resetPlanned = true;
    setImmediate(this.#begin);
  }

  /** One at a time: what it is about to do is not known before it is done. */
  readonly #begin = (): void => {
    this.#resetPlanned = false;
    this.#usedMs = 0;
    for (const [tenantId, waiting] of this.#waiting) {
      this.#waiting.delete(tenantId);
      waiting.shift()?.();
      if (waiting.length > 0) this.#waiting.set(tenantId, waiting);
      break;
    }
    if (this.#waiting.size > 0) this.#planReset();
  };
}
