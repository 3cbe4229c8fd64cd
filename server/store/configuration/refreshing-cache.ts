import { LRUCache } from 'lru-cache';
import { Fault } from '../../canonical/fault.ts';
import { type DatabaseState, QUICK_MS } from './database-health.ts';

export interface RefreshingCacheOptions<Value, Context> {
  /** Rejects when the source cannot be asked. */
  load(key: string, context: Context): Promise<Value>;
  /** Whether a value is worth a place. */
  holds(value: Value): boolean;
  /** Told of a key whose value, read just now, was not worth a place. */
  onEmpty?(key: string): void;
  /** How many values are held; the least used goes first. */
  max: number;
  /** Whether changes are heard at present. */
  listening(): boolean;
  /** Until when every change was heard, while they are not. */
  heardUntilMs(): number;
  state(): DatabaseState;
  /** How old, counted from when it was last known to be right, a value may become while the source does not answer. */
  staleForMs: number;
  /** Loads under way at once; beyond it they are refused with `unavailable`. */
  maxLoading: number;
  /** The wall clock, which goes on while a serverless process is frozen. */
  now?: () => number;
}

interface Held<Value> {
  value: Value;
  loadedAtMs: number;
  /** Of the cache, when this came into it. */
  revision: number;
}

/** How old a value may be, counted from when it was last known to be right, without asking. */
const FRESH_MS = 2_000;
/** What is known to be right is read again after this long all the same, against what nobody foresaw. */
const READ_AGAIN_MS = 120_000;
const RETRY_AFTER_MS = 1_000;

/**
 * Values by key, loaded on demand, once however many ask. What `get` does with a value that is held:
 *
 *   changes are heard, or were until two seconds ago   it is right: at once (and read again beside after 2 min)
 *   not heard; the source is quick                     waits for a new one, for 100 ms at most, else serves the old one
 *   not heard; the source is slow                      serves the old one at once, and reads a new one beside
 *   not heard; the source is away                      serves the old one at once
 *   not heard for longer than `staleForMs`             waits for a new one, and rejects without
 *
 * A value that is invalidated is never served again, not even from a load that was under way at that moment. For one
 * that is expired changes count as not heard since it was loaded.
 */
export class RefreshingCache<Value, Context = void> {
  readonly #options: RefreshingCacheOptions<Value, Context>;
  readonly #held: LRUCache<string, Held<Value>>;
  readonly #loading = new Map<string, Promise<Value>>();
  /** Loads that are overdue: nobody who has an old value waits for these. */
  readonly #overdue = new Set<Promise<Value>>();
  readonly #now: () => number;
  #revision = 0;

  constructor(options: RefreshingCacheOptions<Value, Context>) {
    this.#options = options;
    this.#held = new LRUCache({ max: options.max });
    this.#now = options.now ?? Date.now;
  }

  /** At once when a value is held that may be served. Rejects only when there is none. */
  get(key: string, context: Context): Value | Promise<Value> {
    const held = this.#held.get(key);
    if (!held) return this.#load(key, context);
    const isExpired = held.revision !== this.#revision;
    // The way of nearly every request.
    if (!isExpired && this.#options.listening()) {
      if (this.#now() - held.loadedAtMs > READ_AGAIN_MS) this.#refresh(key, context);
      return held.value;
    }
    const { heardUntilMs, staleForMs, state } = this.#options;
    const ageMs = this.#now() - (isExpired ? held.loadedAtMs : Math.max(held.loadedAtMs, heardUntilMs()));
    if (!isExpired && ageMs <= FRESH_MS) return held.value;
    if (ageMs > staleForMs) return this.#load(key, context);
    if (state() === 'quick') return this.#loadSoon(key, context, held.value);
    this.#refresh(key, context);
    return held.value;
  }

  has(key: string): boolean {
    return this.#held.has(key);
  }

  /** This value has changed. */
  invalidate(key: string): void {
    this.#held.delete(key);
    this.#loading.delete(key);
  }

  /** Any value may have changed unheard. */
  expire(): void {
    this.#revision += 1;
    this.#loading.clear();
  }

  /** Loads beside, where there is room for it and the source answers. */
  #refresh(key: string, context: Context): void {
    if (this.#loading.size >= this.#options.maxLoading || this.#options.state() === 'away') return;
    this.#load(key, context).catch(ignore);
  }

  /** A new value if it comes quickly, else the old one. */
  #loadSoon(key: string, context: Context, old: Value): Value | Promise<Value> {
    const loading = this.#load(key, context);
    if (this.#overdue.has(loading)) return old;
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        if (this.#loading.get(key) === loading) this.#overdue.add(loading);
        resolve(old);
      }, QUICK_MS);
      loading.then(
        (value) => {
          clearTimeout(timer);
          resolve(value);
        },
        () => {
          clearTimeout(timer);
          resolve(old);
        },
      );
    });
  }

  #load(key: string, context: Context): Promise<Value> {
    const underWay = this.#loading.get(key);
    if (underWay) return underWay;
    if (this.#loading.size >= this.#options.maxLoading) {
      return Promise.reject(new Fault('unavailable', undefined, { retryAfterMs: RETRY_AFTER_MS }));
    }
    const askedAtMs = this.#now();
    const loading = this.#options.load(key, context).then(
      (value) => {
        this.#overdue.delete(loading);
        // Otherwise it was invalidated meanwhile: who waits for it asked before that, but nobody else shall have it.
        if (this.#loading.get(key) === loading) {
          this.#loading.delete(key);
          this.#keep(key, { value, loadedAtMs: askedAtMs, revision: this.#revision });
        }
        return value;
      },
      (error: unknown) => {
        this.#overdue.delete(loading);
        if (this.#loading.get(key) === loading) this.#loading.delete(key);
        throw error;
      },
    );
    this.#loading.set(key, loading);
    return loading;
  }

  #keep(key: string, held: Held<Value>): void {
    if (this.#options.holds(held.value)) {
      this.#held.set(key, held);
    } else {
      this.#held.delete(key);
      this.#options.onEmpty?.(key);
    }
  }
}

function ignore(): void {}
