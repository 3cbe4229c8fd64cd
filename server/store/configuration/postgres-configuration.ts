import { LRUCache } from 'lru-cache';
import type { ClientConfig, Pool } from 'pg';
import { Fault } from '../../canonical/fault.ts';
import type { Logger } from '../../platform/logger.ts';
import type { ConfigurationStore, GatewayKey, TenantConfiguration } from '../configuration.ts';
import { ChangeListener, type ConfigurationChange } from './change-listener.ts';
import { loadKey } from './load-key.ts';
import { loadTenant } from './load-tenant.ts';
import { RefreshingCache } from './refreshing-cache.ts';

export interface PostgresConfigurationOptions {
  /** Connections as heddle_gateway; ended by the store. */
  pool: Pool;
  /** For a connection of its own on which changes are heard. */
  connection: ClientConfig;
  logger: Logger;
}

/** While changes are heard, what is held is right; reading it again guards against what nobody foresaw. */
const HEARD_FRESH_MS = 30_000;
const HEARD_REFRESH_MS = 30_000;
/** While they are not heard, a change is seen after this long. */
const UNHEARD_FRESH_MS = 2_000;
/** How old configuration may become while the database is away; nobody can change it there meanwhile. */
const STALE_MS = 10 * 60_000;

const MOST_KEYS = 50_000;
const MOST_TENANTS = 5_000;
/** Keys that do not exist are held apart and briefly, so that guessing drives no real one out. */
const MOST_UNKNOWN_KEYS = 10_000;
const UNKNOWN_KEY_MS = 1_000;
/** The pool has a few connections; this many may wait for them. */
const MOST_LOADING = 500;

/** The gateway's view of the configuration: read on demand, held in memory, read again when it changes. */
export class PostgresConfiguration implements ConfigurationStore {
  readonly #pool: Pool;
  readonly #listener: ChangeListener;
  readonly #keys: RefreshingCache<GatewayKey | null>;
  readonly #unknownKeys = new LRUCache<string, true>({ max: MOST_UNKNOWN_KEYS, ttl: UNKNOWN_KEY_MS });
  readonly #tenants: RefreshingCache<TenantConfiguration | null>;

  constructor({ pool, connection, logger }: PostgresConfigurationOptions) {
    this.#pool = pool;
    const shared = {
      freshForMs: () => (this.#listener.listening ? HEARD_FRESH_MS : UNHEARD_FRESH_MS),
      refreshForMs: () => (this.#listener.listening ? HEARD_REFRESH_MS : 0),
      staleForMs: STALE_MS,
      maxLoading: MOST_LOADING,
      overload: () => new Fault('unavailable'),
      holds: (value: unknown) => value !== null,
    };
    this.#keys = new RefreshingCache<GatewayKey | null>({
      ...shared,
      max: MOST_KEYS,
      load: (id) => this.#loadKey(id),
    });
    this.#tenants = new RefreshingCache<TenantConfiguration | null>({
      ...shared,
      max: MOST_TENANTS,
      load: (tenantId) => loadTenant(pool, tenantId, logger).catch(unavailable),
    });
    this.#listener = new ChangeListener({
      connection,
      logger,
      onChange: (change) => this.#forget(change),
      onListening: () => this.#forgetAll(),
    });
  }

  findKey(hash: Buffer): GatewayKey | null | Promise<GatewayKey | null> {
    const id = hash.toString('latin1');
    return this.#unknownKeys.has(id) ? null : this.#keys.get(id);
  }

  findTenant(tenantId: string): TenantConfiguration | Promise<TenantConfiguration> {
    const found = this.#tenants.get(tenantId);
    if (found instanceof Promise) return found.then(present);
    return found ?? Promise.reject(new Fault('invalid_api_key'));
  }

  async close(): Promise<void> {
    await this.#listener.close();
    await this.#pool.end();
  }

  async #loadKey(id: string): Promise<GatewayKey | null> {
    const key = await loadKey(this.#pool, Buffer.from(id, 'latin1')).catch(unavailable);
    if (!key) this.#unknownKeys.set(id, true);
    return key;
  }

  #forget(change: ConfigurationChange): void {
    if ('apiKeyHash' in change) {
      const id = change.apiKeyHash.toString('latin1');
      this.#keys.invalidate(id);
      this.#unknownKeys.delete(id);
    } else if (change.tenantId === null) {
      this.#tenants.clear();
    } else {
      this.#tenants.invalidate(change.tenantId);
    }
  }

  #forgetAll(): void {
    this.#keys.clear();
    this.#unknownKeys.clear();
    this.#tenants.clear();
  }
}

/** A key whose tenant was deleted a moment ago opens nothing any more. */
function present(tenant: TenantConfiguration | null): TenantConfiguration {
  if (!tenant) throw new Fault('invalid_api_key');
  return tenant;
}

function unavailable(cause: unknown): never {
  throw new Fault('unavailable', undefined, { cause });
}
