import { LRUCache } from 'lru-cache';
import { subscriberNetwork } from '../../platform/network/subscriber-network.ts';

/** Look-ups an address has left. */
interface Bucket {
  tokens: number;
  filledAtMs: number;
}

interface Allowance {
  /** Look-ups at once, after a while without any. */
  burst: number;
  /** Look-ups a second in the long run. */
  perSecond: number;
}

/** A deployment of many keys that starts anew behind one address takes as many look-ups as it has keys. */
const STRANGER: Allowance = { burst: 1_000, perSecond: 20 };
/** Behind an address that has shown a valid key there may be many people (NAT): one of them shall not stop the others. */
const KNOWN: Allowance = { burst: 4_000, perSecond: 200 };
const KNOWN_FOR_MS = 3_600_000;
const MOST_STRANGERS = 50_000;
const MOST_KNOWN = 20_000;

/**
 * How many keys that are not in memory each address may have looked up in the database. Only unknown keys count in
 * the end: a look-up that finds a valid key is given back, and makes the address a known one for an hour.
 */
export class AddressAllowances {
  readonly #strangers = new LRUCache<string, Bucket>({ max: MOST_STRANGERS });
  /** Apart, so that no number of strangers drives one out. */
  readonly #known: LRUCache<string, Bucket>;
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
    this.#known = new LRUCache({ max: MOST_KNOWN, ttl: KNOWN_FOR_MS, ttlResolution: 0, perf: { now } });
  }

  isKnown(address: string): boolean {
    return this.#known.has(subscriberNetwork(address));
  }

  /** Takes one look-up; 0 when there was one left, else the milliseconds until there is. */
  take(address: string): number {
    const network = subscriberNetwork(address);
    const known = this.#known.get(network);
    if (known) return this.#takeFrom(known, KNOWN);
    let bucket = this.#strangers.get(network);
    if (!bucket) {
      bucket = { tokens: STRANGER.burst, filledAtMs: this.#now() };
      this.#strangers.set(network, bucket);
    }
    return this.#takeFrom(bucket, STRANGER);
  }

  /** The address has shown a valid key: gives the look-up back. */
  welcome(address: string): void {
    const network = subscriberNetwork(address);
    const bucket = this.#known.get(network) ?? { tokens: KNOWN.burst, filledAtMs: this.#now() };
    bucket.tokens = Math.min(KNOWN.burst, bucket.tokens + 1);
    this.#known.set(network, bucket);
    this.#strangers.delete(network);
  }

  #takeFrom(bucket: Bucket, { burst, perSecond }: Allowance): number {
    const now = this.#now();
    const passedMs = Math.max(0, now - bucket.filledAtMs);
    bucket.tokens = Math.min(burst, bucket.tokens + (passedMs * perSecond) / 1000);
    bucket.filledAtMs = now;
    if (bucket.tokens < 1) return Math.ceil(((1 - bucket.tokens) * 1000) / perSecond);
    bucket.tokens -= 1;
    return 0;
  }
}
