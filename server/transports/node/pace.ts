/**
 * Does pieces of work at once while there is time in this turn of the event loop, else in a later one: hundreds that
 * come at the same moment hold nothing else up for long. Whoever waits goes by turns, so that one who has much to be
 * done does not crowd out another with little.
 */
export class Pace {
  readonly #budgetMs: number;
  /** By whose it is, in the order of their turns. */
  readonly #waiting = new Map<string, (() => void)[]>();
  #spentMs = 0;
  #isResetPlanned = false;

  /** @param budgetMs how much of one turn the work may take, but for its last piece */
  constructor(budgetMs: number) {
    this.#budgetMs = budgetMs;
  }

  /**
   * @param whose anything that tells those apart who share the time
   * @param work must not throw
   */
  do(whose: string, work: () => void): void {
    if (this.#waiting.size > 0 || this.#spentMs > this.#budgetMs) this.#wait(whose, work);
    else this.#run(work);
    // Nearly all turns end long before; planning an end for each would cost more than it tells.
    if (this.#spentMs > this.#budgetMs / 2) this.#planReset();
  }

  #run(work: () => void): void {
    const startedAt = performance.now();
    work();
    this.#spentMs += performance.now() - startedAt;
  }

  #wait(whose: string, work: () => void): void {
    const waiting = this.#waiting.get(whose);
    if (waiting) waiting.push(work);
    else this.#waiting.set(whose, [work]);
  }

  #planReset(): void {
    if (this.#isResetPlanned) return;
    this.#isResetPlanned = true;
    setImmediate(this.#begin);
  }

  readonly #begin = (): void => {
    this.#isResetPlanned = false;
    this.#spentMs = 0;
    for (const [whose, waiting] of this.#waiting) {
      if (this.#spentMs > this.#budgetMs) break;
      // To the end of the line, which this loop comes to as well.
      this.#waiting.delete(whose);
      const work = waiting.shift();
      if (waiting.length > 0) this.#waiting.set(whose, waiting);
      if (work) this.#run(work);
    }
    if (this.#waiting.size > 0 || this.#spentMs > this.#budgetMs / 2) this.#planReset();
  };
}
