import { LRUCache } from 'lru-cache';

export interface RefreshingCacheOptions<Value> {
  /** Rejects when the source cannot be asked. */
  load(key: string): Promise<Value>;
  /** Whether a value is worth a place; one that is not is loaded again by whoever asks next. */
  holds(value: Value): boolean;
  /** How many values are held; the least used goes first. */
  max: number;
  /** How long a value is served without asking again, at this moment. */
  freshForMs(): number;
  /** How long after that it is still served at once, while it is loaded again beside. */
  refreshForMs(): number;
  /** How old a value may become while the source cannot be asked. */
  staleForMs: number;
  /** Loads under way at once; beyond it, they are refused with this error. */
  maxLoading: number;
  overload(): Error;
  /** The wall clock, which goes on while a serverless process is frozen. */
  now?: () => number;
}

interface Held<Value> {
  value: Value;
  loadedAtMs: number;
}

/** After the source could not be asked, values at hand are served for so long without asking. */
const PAUSE_AFTER_FAILURE_MS = 1_000;

/**
 * Values by key, loaded on demand, once however many ask. A value that is invalidated is never served again,
 * not even from a load that was under way at that moment.
 */
export class RefreshingCache<Value> {
  readonly #options: RefreshingCacheOptions<Value>;
  readonly #held: LRUCache<string, Held<Value>>;
  readonly #loading = new Map<string, Promise<Value>>();
  readonly #now: () => number;
  #failedAtMs = Number.NEGATIVE_INFINITY;

  constructor(options: RefreshingCacheOptions<Value>) {
    this.#options = options;
    this.#held = new LRUCache({ max: options.max });
    this.#now = options.now ?? Date.now;
  }

  /** At once when the value is held and young enough. Rejects only when there is nothing to serve. */
  get(key: string): Value | Promise<Value> {
    const held = this.#held.get(key);
    if (!held) return this.#load(key);
    const now = this.#now();
    const overdueMs = now - held.loadedAtMs - this.#options.freshForMs();
    if (overdueMs <= 0) return held.value;
    const mayServe = now - held.loadedAtMs <= this.#options.staleForMs;
    if (mayServe && now - this.#failedAtMs < PAUSE_AFTER_FAILURE_MS) return held.value;
    const loading = this.#load(key);
    if (!mayServe) return loading;
    const fallback = loading.catch(() => held.value);
    return overdueMs <= this.#options.refreshForMs() ? held.value : fallback;
  }

  invalidate(key: string): void {
    this.#held.delete(key);
    this.#loading.delete(key);
  }

  clear(): void {
    this.#held.clear();
    this.#loading.clear();
  }

  #load(key: string): Promise<Value> {
    const underWay = this.#loading.get(key);
    if (underWay) return underWay;
    if (this.#loading.size >= this.#options.maxLoading) return Promise.reject(this.#options.overload());
    const loading = this.#options.load(key).then(
      (value) => {
        // Otherwise it was invalidated meanwhile: who waits for it asked before that, but nobody else shall have it.
        if (this.#loading.get(key) === loading) {
          this.#loading.delete(key);
          if (this.#options.holds(value)) this.#held.set(key, { value, loadedAtMs: this.#now() });
          else this.#held.delete(key);
        }
        return value;
      },
      (error: unknown) => {
        if (this.#loading.get(key) === loading) this.#loading.delete(key);
        this.#failedAtMs = this.#now();
        throw error;
      },
    );
    this.#loading.set(key, loading);
    return loading;
  }
}
