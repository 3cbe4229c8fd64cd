import { Fault } from '../../canonical/fault.ts';
import type { ConfigurationStore, GatewayKey, TenantConfiguration } from '../configuration.ts';

/** Configuration without a database, for tests and benchmarks. Changes are seen at once. */
export class MemoryConfiguration implements ConfigurationStore {
  readonly #keys = new Map<string, GatewayKey>();
  readonly #tenants = new Map<string, TenantConfiguration>();

  /** @param hash SHA-256 of the key's secret */
  putKey(hash: Buffer, key: GatewayKey): void {
    this.#keys.set(hash.toString('latin1'), key);
  }

  removeKey(hash: Buffer): void {
    this.#keys.delete(hash.toString('latin1'));
  }

  putTenant(tenant: TenantConfiguration): void {
    this.#tenants.set(tenant.id, tenant);
  }

  findKey(hash: Buffer): GatewayKey | null {
    return this.#keys.get(hash.toString('latin1')) ?? null;
  }

  findTenant(tenantId: string): TenantConfiguration | Promise<TenantConfiguration> {
    return this.#tenants.get(tenantId) ?? Promise.reject(new Fault('invalid_api_key'));
  }

  async close(): Promise<void> {}
}
