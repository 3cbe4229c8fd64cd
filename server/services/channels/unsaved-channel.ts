import { z } from 'zod';
import { id, secretText } from '../fields.ts';
import { found } from '../found.ts';
import type { TenantContext } from '../operation.ts';
import { baseUrl } from './channel.ts';
import { type ChannelAccess, credentialOf, reachOfTenant } from './channel-access.ts';
import { checkBaseUrl } from './check-base-url.ts';
import { findKnownProvider } from './find-known-provider.ts';
import { checkCredential } from './store-credential.ts';

/** A channel as it stands in a form. */
export const unsavedChannel = {
  /** The channel that is edited: its stored credential is used where no other is given and the address is the same. */
  id: id.optional(),
  /** Id from providers.list. */
  provider: z.string().max(100),
  baseUrl: baseUrl.nullable().default(null),
  credential: secretText.nullable().default(null),
};

interface UnsavedChannel {
  id?: string | undefined;
  provider: string;
  baseUrl: string | null;
  credential: string | null;
}

/**
 * The way to the provider of a channel that is not saved yet.
 * @throws Fault not_found for another tenant's channel, invalid_request for an address that may not be asked, and
 * where a credential is missing: a stored one goes to no other address than its own
 */
export async function accessOfUnsaved(
  context: Pick<TenantContext, 'transaction' | 'tenant'>,
  { id, provider: providerId, baseUrl, credential }: UnsavedChannel,
): Promise<ChannelAccess> {
  const channel =
    id === undefined
      ? null
      : found(await context.transaction.channel.findUnique({ where: { id } }), 'channel');
  const provider = findKnownProvider(providerId);
  const owner = await reachOfTenant(context);
  checkBaseUrl(provider, baseUrl, owner.privateNetworks);
  const keeps = credential === null && channel?.provider === provider.id && channel.baseUrl === baseUrl;
  checkCredential(provider, keeps ? channel.credential !== null : credential !== null);
  return {
    ...owner,
    provider,
    baseUrl,
    openCredential: keeps ? credentialOf(channel) : () => credential,
  };
}
