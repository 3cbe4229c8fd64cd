import { z } from 'zod';
import { displayName, id, secretText } from '../fields.ts';
import { found } from '../found.ts';
import { defineOperation } from '../operation.ts';
import { readPrivateNetworks } from '../tenants/read-private-networks.ts';
import {
  baseUrl,
  channelModelsInput,
  channelOutput,
  presentChannel,
  priority,
  toModelRows,
  weight,
  withModels,
} from './channel.ts';
import { checkBaseUrl } from './check-base-url.ts';
import { findKnownProvider } from './find-known-provider.ts';
import { replaceModels } from './replace-models.ts';
import { checkCredential, storeCredential } from './store-credential.ts';

export const updateChannel = defineOperation({
  name: 'channels.update',
  kind: 'mutation',
  scope: 'tenant',
  permission: 'channels:write',
  summary:
    'Changes a channel. Models given replace all it had. A new address needs the credential again, so that nobody can send a stored one elsewhere.',
  rest: { method: 'PATCH', path: '/channels/{id}' },
  input: z.object({
    id,
    name: displayName.optional(),
    baseUrl: baseUrl.nullable().optional(),
    credential: secretText.nullable().optional(),
    models: channelModelsInput.optional(),
    priority: priority.optional(),
    weight: weight.optional(),
    enabled: z.boolean().optional(),
  }),
  output: channelOutput,
  run: async ({ transaction, tenant, noteInAudit }, { id, models, credential, ...fields }) => {
    const channel = found(await transaction.channel.findUnique({ where: { id } }), 'channel');
    const provider = findKnownProvider(channel.provider);
    const moves = fields.baseUrl !== undefined && fields.baseUrl !== channel.baseUrl;
    if (moves) {
      checkBaseUrl(provider, fields.baseUrl ?? null, await readPrivateNetworks(transaction, tenant.id));
    }
    // The credential itself is not for the audit log; that there is another one is.
    if (credential !== undefined) noteInAudit({ credentialReplaced: true });
    const keepsCredential = credential === undefined && !moves;
    checkCredential(provider, keepsCredential ? channel.credential !== null : Boolean(credential));
    await transaction.channel.update({
      where: { id },
      data: {
        ...fields,
        ...(keepsCredential
          ? {}
          : storeCredential(credential ?? null, { tenantId: tenant.id, channelId: id })),
      },
    });
    if (models) await replaceModels(transaction, id, toModelRows(tenant.id, models));
    return presentChannel(
      await transaction.channel.findUniqueOrThrow({ where: { id }, include: withModels }),
    );
  },
});
