import type { AddressList } from '../platform/network/address-list.ts';
import type { BudgetRule, LimitRule } from './rules.ts';

/** What the gateway reads of the control plane's work: keys and tenants, held in memory. */
export interface ConfigurationStore {
  /**
   * The key with this SHA-256; null when there is none. Answers at once when it is in memory, so check
   * for a promise before awaiting on the hot path. Rejects with `unavailable` when the database cannot be asked, and
   * with `rate_limited` when too many unknown keys came from the address; a key in memory is served all the same.
   * @param address the network address the key came from
   */
  findKey(hash: Buffer, address: string): GatewayKey | null | Promise<GatewayKey | null>;
  /**
   * Rejects with `unavailable` when it is not in memory and the database cannot be asked, and with
   * `invalid_api_key` when the tenant is gone.
   */
  findTenant(tenantId: string): TenantConfiguration | Promise<TenantConfiguration>;
  close(): Promise<void>;
}

export interface GatewayKey {
  id: string;
  tenantId: string;
  teamId: string;
  name: string;
  /** Public names of models, with `*` for any characters; null: every model of the tenant. */
  models: readonly string[] | null;
  /** Where its requests may come from; null: anywhere. */
  addresses: AddressList | null;
  /** Kinds of endpoints, those of a later version among them; null: all. */
  endpoints: ReadonlySet<string> | null;
  /** Labels that each of its requests carries. */
  tags: string[];
  /** Of a key that takes signed requests only; null: it takes any. */
  signing: KeySigning | null;
  /** Milliseconds since 1970. */
  expiresAtMs: number | null;
  revokedAtMs: number | null;
  /** Those on this very key; the others are the tenant's. */
  limits: readonly LimitRule[];
  budgets: readonly BudgetRule[];
}

export interface KeySigning {
  /** What requests are signed with. Null where it does not open, and nothing can be checked. Never logged, never shown. */
  secret: Buffer | null;
}

export interface TenantConfiguration {
  id: string;
  slug: string;
  storeContent: boolean;
  /** Public model name → channels that serve it, lowest priority first. Only enabled channels. */
  channelsByModel: ReadonlyMap<string, readonly ServingChannel[]>;
  priceOverrides: readonly PriceOverride[];
  /** Those that are not on one key. */
  limits: readonly LimitRule[];
  budgets: readonly BudgetRule[];
  /** What becomes of requests with budgets while the counters cannot be asked: refused, or let through with limits counted in each process. */
  whenCountersAway: 'refuse' | 'admit';
}

/** A channel as the plan sees it, with the provider's name of the model in question. */
export interface ServingChannel {
  channel: GatewayChannel;
  upstreamModel: string;
}

export interface GatewayChannel {
  id: string;
  name: string;
  /** Id in the provider registry. */
  provider: string;
  baseUrl: string | null;
  /** Opened. Never logged, never shown. */
  credential: string | null;
  /** Whether it may use the address on this machine that its provider's row declares. */
  mayUseThisMachine: boolean;
  /** Networks outside the public internet that the operator opened to its tenant, in CIDR notation. */
  privateNetworks: readonly string[];
  /** Lower is tried first. */
  priority: number;
  weight: number;
}

/** Nano-dollars per million tokens. A tenant's own override wins over one without tenant; a provider's own over one for any. */
export interface PriceOverride {
  id: string;
  tenantId: string | null;
  provider: string | null;
  /** The provider's name of the model. */
  model: string;
  inputNanoUsdPerMillion: bigint;
  outputNanoUsdPerMillion: bigint;
  cachedInputNanoUsdPerMillion: bigint | null;
  cacheWriteNanoUsdPerMillion: bigint | null;
  updatedAt: Date;
}
