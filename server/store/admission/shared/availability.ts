import type { Logger } from '../../../platform/logger.ts';

const FAILURES_IN_A_ROW = 3;

/**
 * Whether the store answers. After a few failures in a row it counts as away, and nobody asks or waits until a probe was
 * answered.
 */
export class Availability {
  readonly #logger: Logger;
  #failures = 0;
  #isAway = false;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  get isAway(): boolean {
    return this.#isAway;
  }

  answered(): void {
    this.#failures = 0;
    if (!this.#isAway) return;
    this.#isAway = false;
    this.#logger.info('the shared counters of limits and budgets answer again');
  }

  failed(error: unknown): void {
    this.#failures++;
    if (this.#isAway || this.#failures < FAILURES_IN_A_ROW) return;
    this.#isAway = true;
    this.#logger.warn({ err: error }, 'the shared counters of limits and budgets do not answer');
  }
}
