import { LRUCache } from 'lru-cache';
import type { ClientConfig, Pool } from 'pg';
import { Fault } from '../../canonical/fault.ts';
import type { Logger } from '../../platform/logger.ts';
import type { ConfigurationStore, GatewayKey, TenantConfiguration } from '../configuration.ts';
import { AddressAllowances } from './address-allowances.ts';
import { ChangeListener, type ConfigurationChange } from './change-listener.ts';
import { DatabaseHealth } from './database-health.ts';
import { KeyLookup } from './key-lookup.ts';
import { loadKeys } from './load-keys.ts';
import { loadTenant } from './load-tenant.ts';
import { RefreshingCache } from './refreshing-cache.ts';

export interface PostgresConfigurationOptions {
  /** Connections as heddle_gateway for look-ups of keys; ended by the store. */
  keyPool: Pool;
  /** The same for tenants: many that are slow to read must not hold up the keys of others. */
  tenantPool: Pool;
  /** For a connection of its own on which changes are heard. */
  connection: ClientConfig;
  /** How old configuration may become while the database is away; nobody can change it there meanwhile. */
  staleForMs: number;
  logger: Logger;
}

const KEYS_TIMEOUT_MS = 2_000;
const TENANT_TIMEOUT_MS = 5_000;

/** Some 700 bytes each. */
const MOST_KEYS = 120_000;
const MOST_TENANTS = 5_000;
const MOST_LOADING_KEYS = 20_000;
const MOST_LOADING_TENANTS = 500;

/** Keys that do not exist are held apart, so that guessing drives no real one out. */
const MOST_UNKNOWN_KEYS = 20_000;
/** While changes are heard, word comes of a key that is made after all. */
const HEARD_UNKNOWN_MS = 60_000;
const UNHEARD_UNKNOWN_MS = 1_000;

/**
 * The gateway's view of the configuration: read on demand, held in memory, read again when it changes. Three things
 * decide how a request is served, each with its states written down where it is: what is in memory
 * (`RefreshingCache`), whether changes are heard (`ChangeListener`) and whether the database answers
 * (`DatabaseHealth`). A key in memory never waits for a database that is away, frozen or slow; one that is not is
 * refused at once while the database is away. A key that was seen revoked stays revoked.
 */
export class PostgresConfiguration implements ConfigurationStore {
  readonly #pools: readonly Pool[];
  readonly #listener: ChangeListener;
  readonly #health: DatabaseHealth;
  readonly #lookup: KeyLookup;
  readonly #allowances = new AddressAllowances();
  readonly #keys: RefreshingCache<GatewayKey | null, string>;
  /** When each was found not to exist. */
  readonly #unknownKeys = new LRUCache<string, number>({ max: MOST_UNKNOWN_KEYS });
  readonly #tenants: RefreshingCache<TenantConfiguration | null>;

  constructor({ keyPool, tenantPool, connection, staleForMs, logger }: PostgresConfigurationOptions) {
    this.#pools = [keyPool, tenantPool];
    this.#health = new DatabaseHealth({
      // An empty look-up waits for all that a look-up waits for: a connection, and the lock on the table.
      probe: () => loadKeys(keyPool, []),
      onState: (state) => logger.info({ state }, `for look-ups of configuration the database is ${state}`),
    });
    this.#lookup = new KeyLookup((hashes) =>
      this.#health.ask(() => loadKeys(keyPool, hashes), KEYS_TIMEOUT_MS),
    );
    const shared = {
      holds: (value: unknown) => value !== null,
      listening: () => this.#listener.listening,
      heardUntilMs: () => this.#listener.heardUntilMs,
      state: () => this.#health.state,
      staleForMs,
    };
    this.#keys = new RefreshingCache<GatewayKey | null, string>({
      ...shared,
      load: (hash, address) => this.#loadKey(hash, address),
      onEmpty: (hash) => void this.#unknownKeys.set(hash, Date.now()),
      max: MOST_KEYS,
      maxLoading: MOST_LOADING_KEYS,
    });
    this.#tenants = new RefreshingCache<TenantConfiguration | null>({
      ...shared,
      load: (id) => this.#health.ask(() => loadTenant(tenantPool, id, logger), TENANT_TIMEOUT_MS),
      max: MOST_TENANTS,
      maxLoading: MOST_LOADING_TENANTS,
    });
    this.#listener = new ChangeListener({
      connection,
      logger,
      onChange: (change) => this.#forget(change),
      onListening: () => this.#doubtAll(),
      onLost: () => this.#health.doubt(),
    });
  }

  findKey(hash: Buffer, address: string): GatewayKey | null | Promise<GatewayKey | null> {
    const id = hash.toString('latin1');
    return this.#isUnknown(id) ? null : this.#keys.get(id, address);
  }

  findTenant(tenantId: string): TenantConfiguration | Promise<TenantConfiguration> {
    const found = this.#tenants.get(tenantId);
    if (found instanceof Promise) return found.then(present);
    return found ?? Promise.reject(new Fault('invalid_api_key'));
  }

  async close(): Promise<void> {
    this.#health.close();
    await this.#listener.close();
    await Promise.all(this.#pools.map((pool) => pool.end()));
  }

  #isUnknown(id: string): boolean {
    const foundAtMs = this.#unknownKeys.get(id);
    if (foundAtMs === undefined) return false;
    const forMs = this.#listener.listening ? HEARD_UNKNOWN_MS : UNHEARD_UNKNOWN_MS;
    return Date.now() - foundAtMs < forMs;
  }

  /** A key in memory is read again whatever its address has left, or a flood would keep a revoked one alive. */
  async #loadKey(id: string, address: string): Promise<GatewayKey | null> {
    const isHeld = this.#keys.has(id);
    if (!isHeld) this.#takeAllowance(address);
    const lane = isHeld || this.#allowances.isKnown(address) ? 'known' : 'strangers';
    const key = await this.#lookup.find(id, lane);
    if (key && key.revokedAtMs === null) this.#allowances.welcome(address);
    return key;
  }

  #takeAllowance(address: string): void {
    const retryAfterMs = this.#allowances.take(address);
    if (retryAfterMs === 0) return;
    throw new Fault('rate_limited', 'Too many unknown API keys from your network. Try again later.', {
      retryAfterMs,
    });
  }

  #forget(change: ConfigurationChange): void {
    if ('apiKeyHash' in change) {
      const id = change.apiKeyHash.toString('latin1');
      this.#keys.invalidate(id);
      this.#unknownKeys.delete(id);
    } else if (change.tenantId === null) {
      this.#tenants.expire();
    } else {
      this.#tenants.invalidate(change.tenantId);
    }
  }

  /** Something may have changed unheard. */
  #doubtAll(): void {
    this.#keys.expire();
    this.#unknownKeys.clear();
    this.#tenants.expire();
  }
}

/** A key whose tenant was deleted a moment ago opens nothing any more. */
function present(tenant: TenantConfiguration | null): TenantConfiguration {
  if (!tenant) throw new Fault('invalid_api_key');
  return tenant;
}
