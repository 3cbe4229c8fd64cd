import { randomUUIDv7 } from 'node:crypto';
import { z } from 'zod';
import { displayName, secretText } from '../fields.ts';
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

export const createChannel = defineOperation({
  name: 'channels.create',
  kind: 'mutation',
  scope: 'tenant',
  permission: 'channels:write',
  summary: 'Creates a channel: a provider’s credential and the models it serves.',
  rest: { method: 'POST', path: '/channels', status: 201 },
  input: z.object({
    name: displayName,
    /** Id from providers.list. */
    provider: z.string().max(100),
    baseUrl: baseUrl.nullable().default(null),
    credential: secretText.nullable().default(null),
    models: channelModelsInput,
    priority: priority.default(0),
    weight: weight.default(1),
    enabled: z.boolean().default(true),
  }),
  output: channelOutput,
  run: async ({ transaction, tenant }, { provider: providerId, models, credential, ...fields }) => {
    const provider = findKnownProvider(providerId);
    checkBaseUrl(provider, fields.baseUrl, await readPrivateNetworks(transaction, tenant.id));
    checkCredential(provider, credential !== null);
    // Known before there is a row, because the credential is sealed for it.
    const id = randomUUIDv7();
    const place = { tenantId: tenant.id, channelId: id };
    await transaction.channel.create({
      data: {
        ...fields,
        ...storeCredential(credential, place),
        id,
        tenantId: tenant.id,
        provider: provider.id,
      },
    });
    await replaceModels(transaction, id, toModelRows(tenant.id, models));
    return presentChannel(
      await transaction.channel.findUniqueOrThrow({ where: { id }, include: withModels }),
    );
  },
});
