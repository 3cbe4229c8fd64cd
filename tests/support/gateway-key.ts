import type { GatewayKey } from '../../server/store/configuration.ts';

/** A key as the gateway has it in memory; without changes it may do everything. */
export function gatewayKey(changes: Partial<GatewayKey> = {}): GatewayKey {
  return {
    id: 'key',
    tenantId: 'tenant',
    teamId: 'team',
    name: 'ci',
    models: null,
    addresses: null,
    endpoints: null,
    tags: [],
    signing: null,
    expiresAtMs: null,
    revokedAtMs: null,
    limits: [],
    budgets: [],
    ...changes,
  };
}
