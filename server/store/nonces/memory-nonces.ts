import { NONCE_MINUTE_MS, type NonceClaim, type NonceOutcome, type Nonces } from '../nonces.ts';

export interface MemoryNoncesOptions {
  now?: () => number;
  /** As many as a key uses in five minutes at 300 requests a second. */
  mostPerKey?: number;
  mostPerTenant?: number;
  /** Each takes some 100 bytes. */
  most?: number;
}

/** Numbers of nonces by whose they are. */
type Counts = Map<string, number>;

/** Remembers for this process alone. */
export class MemoryNonces implements Nonces {
  readonly #now: () => number;
  readonly #most: Record<'all' | 'tenant' | 'key', number>;
  /** By the minute they end in, counted from 1970: key and nonce. */
  readonly #minutes = new Map<number, { used: Set<string>; counts: Counts }>();
  /** Of all minutes. */
  readonly #counts: Counts = new Map();

  constructor({
    now = Date.now,
    mostPerKey = 100_000,
    mostPerTenant = 150_000,
    most = 400_000,
  }: MemoryNoncesOptions = {}) {
    this.#now = now;
    this.#most = { all: most, tenant: mostPerTenant, key: mostPerKey };
  }

  claim({ tenantId, apiKeyId, nonce, untilMs }: NonceClaim): NonceOutcome {
    this.#forget();
    const minute = Math.floor(untilMs / NONCE_MINUTE_MS);
    let kept = this.#minutes.get(minute);
    const name = `${apiKeyId} ${nonce}`;
    if (kept?.used.has(name)) return 'used';
    const counted = [
      ['all', this.#most.all],
      [`tenant ${tenantId}`, this.#most.tenant],
      [`key ${apiKeyId}`, this.#most.key],
    ] as const;
    if (counted.some(([whose, most]) => (this.#counts.get(whose) ?? 0) >= most)) return 'full';
    if (!kept) {
      kept = { used: new Set(), counts: new Map() };
      this.#minutes.set(minute, kept);
    }
    kept.used.add(name);
    for (const [whose] of counted) {
      add(kept.counts, whose, 1);
      add(this.#counts, whose, 1);
    }
    return 'first';
  }

  close(): void {
    this.#minutes.clear();
    this.#counts.clear();
  }

  /** There are no more than a dozen minutes. */
  #forget(): void {
    const thisMinute = Math.floor(this.#now() / NONCE_MINUTE_MS);
    for (const [minute, { counts }] of this.#minutes) {
      if (minute >= thisMinute) continue;
      this.#minutes.delete(minute);
      for (const [whose, count] of counts) add(this.#counts, whose, -count);
    }
  }
}

function add(counts: Counts, whose: string, count: number): void {
  const sum = (counts.get(whose) ?? 0) + count;
  if (sum > 0) counts.set(whose, sum);
  else counts.delete(whose);
}
