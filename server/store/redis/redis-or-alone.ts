import { createHash } from 'node:crypto';
import type { Logger } from '../../platform/logger.ts';
import type { ScriptStore } from './script-store.ts';

/** People are kept waiting for no longer. */
const TIMEOUT_MS = 500;

/** After Redis could not be asked, nobody waits for it for so long. */
const PAUSE_AFTER_FAILURE_MS = 5_000;

/** Asks a store of Redis' kind, and does without it for a while after it could not be asked. */
export class RedisOrAlone {
  readonly #scripts: ScriptStore;
  readonly #logger: Logger;
  readonly #now: () => number;
  #failedAtMs = Number.NEGATIVE_INFINITY;

  constructor(scripts: ScriptStore, logger: Logger, now: () => number) {
    this.#scripts = scripts;
    this.#logger = logger;
    this.#now = now;
  }

  /** What Redis answers; where it cannot be asked, what this process finds alone. Rejects only as `alone` does. */
  async ask<T>(ask: (scripts: ScriptStore) => Promise<T>, alone: () => Promise<T>): Promise<T> {
    if (this.#now() - this.#failedAtMs < PAUSE_AFTER_FAILURE_MS) return alone();
    try {
      return await inTime(ask(this.#scripts));
    } catch (error) {
      this.#failedAtMs = this.#now();
      this.#logger.warn({ err: error }, 'Redis cannot count attempts; this process counts alone for a while');
      return alone();
    }
  }

  close(): void {
    this.#scripts.close();
  }
}

function inTime<T>(answer: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const tooLate = new Error(`no answer within ${TIMEOUT_MS} ms`);
    const timer = setTimeout(() => reject(tooLate), TIMEOUT_MS);
    answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** Where a count is kept. Keys hold e-mail and network addresses, which are nobody's business in Redis. */
export function redisPlace(kind: string, key: string): string {
  return `heddle:${kind}:${createHash('sha256').update(key).digest('base64url')}`;
}
