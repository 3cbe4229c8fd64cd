import { Fault } from '../canonical/fault.ts';
import { hashSecret } from '../platform/crypto/hash-secret.ts';
import type { ConfigurationStore, GatewayKey, TenantConfiguration } from '../store/configuration.ts';
import { readApiKey } from './ingress/read-api-key.ts';
import type { GatewayRequest } from './message.ts';

/** Who calls: an API key in force, and the tenant it belongs to. */
export interface Caller {
  key: GatewayKey;
  tenant: TenantConfiguration;
}

/** Characters of a key, also of one that a configuration file fixes. */
const SHORTEST_KEY = 20;
const LONGEST_KEY = 200;

/**
 * Finds out who calls. Answers at once when key and tenant are in memory. Throws (or rejects with)
 * `missing_api_key`, `invalid_api_key`, `expired_api_key`, `rate_limited` when too many unknown keys came from one
 * address, and `unavailable` when nobody can be asked.
 */
export function authenticate(
  request: GatewayRequest,
  configuration: ConfigurationStore,
  nowMs: number,
): Caller | Promise<Caller> {
  const secret = readApiKey(request);
  if (secret === null) throw new Fault('missing_api_key');
  // What cannot be a key costs nobody a look-up.
  if (secret.length < SHORTEST_KEY || secret.length > LONGEST_KEY) throw new Fault('invalid_api_key');
  const key = configuration.findKey(hashSecret(secret), request.clientAddress);
  return key instanceof Promise
    ? key.then((found) => callerOf(found, configuration, nowMs))
    : callerOf(key, configuration, nowMs);
}

function callerOf(
  key: GatewayKey | null,
  configuration: ConfigurationStore,
  nowMs: number,
): Caller | Promise<Caller> {
  // A revoked key is told apart from an unknown one to nobody.
  if (!key || (key.revokedAtMs !== null && key.revokedAtMs <= nowMs)) throw new Fault('invalid_api_key');
  if (key.expiresAtMs !== null && key.expiresAtMs <= nowMs) throw new Fault('expired_api_key');
  const tenant = configuration.findTenant(key.tenantId);
  return tenant instanceof Promise ? tenant.then((found) => ({ key, tenant: found })) : { key, tenant };
}
