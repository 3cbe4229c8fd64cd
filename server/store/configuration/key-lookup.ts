import { Fault } from '../../canonical/fault.ts';
import type { GatewayKey } from '../configuration.ts';

export type LoadKeys = (hashes: readonly string[]) => Promise<ReadonlyMap<string, GatewayKey>>;

/** Who asks for a key: an address that has shown a valid one, or a stranger. */
export type Lane = 'known' | 'strangers';

interface Waiting {
  hash: string;
  resolve(key: GatewayKey | null): void;
  reject(error: unknown): void;
}

const MOST_PER_QUERY = 500;
/** Of each query, so many places are the strangers' even while known addresses ask for all of them. */
const STRANGERS_PLACES = 100;
const MOST_QUERIES = 2;
/** Waiting in a lane. */
const MOST_WAITING = 10_000;
const RETRY_AFTER_MS = 1_000;

/**
 * Looks up keys by their hashes, many in one query: all that came in one turn of the event loop, and all that came
 * while two queries were under way. A flood of unknown keys costs few queries, and whoever has a valid key goes first.
 */
export class KeyLookup {
  readonly #load: LoadKeys;
  readonly #lanes: Record<Lane, Waiting[]> = { known: [], strangers: [] };
  #queries = 0;
  #scheduled = false;

  constructor(load: LoadKeys) {
    this.#load = load;
  }

  /** The key; null when there is none. Rejects when the database cannot be asked, or too many wait already. */
  find(hash: string, lane: Lane): Promise<GatewayKey | null> {
    const waiting = this.#lanes[lane];
    if (waiting.length >= MOST_WAITING) {
      return Promise.reject(
        new Fault('unavailable', 'Too many unknown API keys at the same time. Try again.', {
          retryAfterMs: RETRY_AFTER_MS,
        }),
      );
    }
    return new Promise((resolve, reject) => {
      waiting.push({ hash, resolve, reject });
      if (this.#scheduled || this.#queries >= MOST_QUERIES) return;
      this.#scheduled = true;
      setImmediate(() => {
        this.#scheduled = false;
        this.#start();
      });
    });
  }

  #start(): void {
    while (this.#queries < MOST_QUERIES) {
      const batch = this.#take();
      if (batch.length === 0) return;
      void this.#ask(batch);
    }
  }

  #take(): Waiting[] {
    const { known, strangers } = this.#lanes;
    const kept = Math.min(strangers.length, STRANGERS_PLACES);
    const first = known.splice(0, MOST_PER_QUERY - kept);
    return first.concat(strangers.splice(0, MOST_PER_QUERY - first.length));
  }

  /** Never rejects. */
  async #ask(batch: readonly Waiting[]): Promise<void> {
    this.#queries += 1;
    try {
      const keys = await this.#load(batch.map(({ hash }) => hash));
      for (const { hash, resolve } of batch) resolve(keys.get(hash) ?? null);
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
    this.#queries -= 1;
    this.#start();
  }
}
