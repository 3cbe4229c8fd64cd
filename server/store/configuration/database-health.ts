import { Fault } from '../../canonical/fault.ts';

/**
 * `quick`: the last answer came at once. `slow`: one is overdue, or came late. `away`: nothing answers.
 */
export type DatabaseState = 'quick' | 'slow' | 'away';

export interface DatabaseHealthOptions {
  /** Asks the least that tells whether look-ups can be answered; rejects when they cannot. */
  probe(): Promise<unknown>;
  /** Told of each change of state. */
  onState?(state: DatabaseState): void;
}

/** What an answer may take before nobody who has something else to serve waits for it. */
export const QUICK_MS = 100;
const PROBE_TIMEOUT_MS = 1_000;
const PROBE_EVERY_MS = 250;
const RETRY_AFTER_MS = 1_000;

/**
 * Whether the database answers, as the look-ups of a gateway see it, so that one freeze costs one wait and not one
 * for each request:
 *
 *   quick → slow   an answer is overdue (100 ms), a look-up failed, or somebody has doubts
 *   slow  → quick  a probe was answered in time
 *   slow  → away   a probe failed, or was not answered within a second
 *   away  → slow   a probe was answered late; → quick: in time
 *
 * Probes run in every state but `quick`, one at a time and four a second at most. They alone bring the state back:
 * one look-up that is slow by itself, such as that of a tenant with very many channels, is nobody else's trouble.
 */
export class DatabaseHealth {
  readonly #options: DatabaseHealthOptions;
  readonly #closed = new AbortController();
  #state: DatabaseState = 'quick';
  #probing = false;

  constructor(options: DatabaseHealthOptions) {
    this.#options = options;
  }

  get state(): DatabaseState {
    return this.#state;
  }

  /**
   * Does a look-up. Rejects with `unavailable` at once while the database is away, after `timeoutMs` when it is not
   * answered, and when it fails.
   */
  ask<T>(lookUp: () => Promise<T>, timeoutMs: number): Promise<T> {
    if (this.#state === 'away') return Promise.reject(unavailable());
    return new Promise((resolve, reject) => {
      const give = () => reject(unavailable(new Error(`No answer within ${timeoutMs} ms`)));
      let timer = setTimeout(() => {
        this.doubt();
        timer = setTimeout(give, timeoutMs - QUICK_MS);
      }, QUICK_MS);
      lookUp().then(
        (value) => {
          clearTimeout(timer);
          resolve(value);
        },
        (error: unknown) => {
          clearTimeout(timer);
          this.doubt();
          reject(unavailable(error));
        },
      );
    });
  }

  /** Something suggests that the database does not answer: a probe will tell. */
  doubt(): void {
    if (this.#state === 'quick') this.#enter('slow');
    if (!this.#probing && !this.#closed.signal.aborted) void this.#probe();
  }

  close(): void {
    this.#closed.abort();
  }

  async #probe(): Promise<void> {
    this.#probing = true;
    while (this.#state !== 'quick' && !this.#closed.signal.aborted) {
      const startedAt = performance.now();
      const answered = await within(this.#options.probe(), PROBE_TIMEOUT_MS);
      const tookMs = performance.now() - startedAt;
      this.#enter(!answered ? 'away' : tookMs < QUICK_MS ? 'quick' : 'slow');
      await pause(Math.max(0, PROBE_EVERY_MS - tookMs));
    }
    this.#probing = false;
  }

  #enter(state: DatabaseState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#options.onState?.(state);
  }
}

function unavailable(cause?: unknown): Fault {
  return new Fault('unavailable', 'Heddle cannot look up the API key right now. Try again.', {
    retryAfterMs: RETRY_AFTER_MS,
    cause,
  });
}

/** Whether it resolved in time. Never rejects. */
function within(promise: Promise<unknown>, timeoutMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), timeoutMs);
    const settle = (answered: boolean) => {
      clearTimeout(timer);
      resolve(answered);
    };
    promise.then(
      () => settle(true),
      () => settle(false),
    );
  });
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds).unref());
}
