import { Fault } from '../../canonical/fault.ts';
import { openCredential } from '../../platform/crypto/credential.ts';
import type { Transaction } from '../../platform/db/prisma.ts';
import type { Provider } from '../../providers/provider.ts';
import { DEMO_TENANT } from '../../store/demo-tenant.ts';
import { readPrivateNetworks } from '../tenants/read-private-networks.ts';
import type { ChannelRow } from './channel.ts';

/** All it takes to ask a channel's provider something. */
export interface ChannelAccess {
  provider: Provider;
  /** Null: the provider's own. */
  baseUrl: string | null;
  /** Unseals it where it is stored. */
  openCredential(): string | null;
  /** Whether the address on this machine that the provider's row declares may be asked. */
  mayUseThisMachine: boolean;
  /** Networks outside the public internet that are open to the tenant. */
  privateNetworks: readonly string[];
}

interface Owner {
  transaction: Transaction;
  tenant: { id: string; slug: string };
}

/** What of an access is its tenant's, whatever the channel. */
export async function reachOfTenant({ transaction, tenant }: Owner) {
  return {
    mayUseThisMachine: tenant.slug === DEMO_TENANT,
    privateNetworks: await readPrivateNetworks(transaction, tenant.id),
  };
}

/** Unseals a channel's credential when it is asked for; null where it has none. */
export function credentialOf(
  channel: Pick<ChannelRow, 'id' | 'tenantId' | 'credential' | 'credentialKeyId'>,
): () => string | null {
  const { id, tenantId, credential, credentialKeyId } = channel;
  return () => {
    if (!credential || !credentialKeyId) return null;
    try {
      return openCredential(credential, credentialKeyId, { tenantId, channelId: id });
    } catch (cause) {
      throw new CredentialUnreadable(cause);
    }
  };
}

/** A stored credential that the keys of this deployment do not open. */
export class CredentialUnreadable extends Fault {
  constructor(cause: unknown) {
    super('internal', 'The stored credential cannot be opened with the keys of this deployment.', { cause });
  }
}
