import { Fault } from '../canonical/fault.ts';

/**
 * Who waits for a password to be hashed, the first before the second and so on: `known`, on a device that signed in
 * before; `account`, in a transaction, which new accounts and new passwords take; `stranger`, everybody else.
 */
export type PasswordLane = 'known' | 'account' | 'stranger';

/** A hash takes about 30 ms: nobody waits for much longer than a second. An `account` holds a connection meanwhile. */
const MOST_WAITING: Record<PasswordLane, number> = { known: 32, account: 4, stranger: 32 };
const RETRY_AFTER_MS = 2_000;

/**
 * Bounds what hashing passwords may take of the machine. However many sign in at once, no more than `concurrency`
 * hashes are worked out at the same time; and strangers wait behind people on devices they used before.
 */
export class PasswordQueue {
  readonly #waiting: Record<PasswordLane, (() => void)[]> = { known: [], account: [], stranger: [] };
  readonly #concurrency: number;
  #running = 0;

  constructor(concurrency: number) {
    this.#concurrency = concurrency;
  }

  /** @throws Fault unavailable when too many wait already */
  async run<Result>(lane: PasswordLane, work: () => Promise<Result>): Promise<Result> {
    await this.#turn(lane);
    try {
      return await work();
    } finally {
      this.#passOn();
    }
  }

  #turn(lane: PasswordLane): Promise<void> | undefined {
    if (this.#running < this.#concurrency) {
      this.#running++;
      return undefined;
    }
    const queue = this.#waiting[lane];
    if (queue.length >= MOST_WAITING[lane]) {
      throw new Fault(
        'unavailable',
        'Too many people are signing in at this moment. Try again in a moment.',
        {
          retryAfterMs: RETRY_AFTER_MS,
        },
      );
    }
    return new Promise((resolve) => queue.push(resolve));
  }

  #passOn(): void {
    const { known, account, stranger } = this.#waiting;
    const next = known.shift() ?? account.shift() ?? stranger.shift();
    if (next) next();
    else this.#running--;
  }
}
