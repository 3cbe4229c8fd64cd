import type { Pool } from 'pg';
import { hashSecret } from '../../server/platform/crypto/hash-secret.ts';
import { loadKeys } from '../../server/store/configuration/load-keys.ts';
import type { GatewayKey } from '../../server/store/configuration.ts';

/**
 * The key with this secret as a gateway would read it; undefined when there is none.
 * @param gateway connections as heddle_gateway
 */
export async function storedKey(gateway: Pool, secret: string): Promise<GatewayKey | undefined> {
  return [...(await loadKeys(gateway, [hashSecret(secret).toString('latin1')])).values()][0];
}
