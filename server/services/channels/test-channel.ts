import { z } from 'zod';
import { Fault } from '../../canonical/fault.ts';
import { count, id, modelName } from '../fields.ts';
import { found } from '../found.ts';
import { AfterCommit, defineOperation } from '../operation.ts';
import { readPrivateNetworks } from '../tenants/read-private-networks.ts';
import { withModels } from './channel.ts';
import { chooseTestModel } from './choose-test-model.ts';
import { findKnownProvider } from './find-known-provider.ts';
import { tryChannel } from './try-channel.ts';

export const testChannel = defineOperation({
  name: 'channels.test',
  kind: 'mutation',
  scope: 'tenant',
  permission: 'channels:write',
  summary: 'Sends one small request over a channel, to its cheapest model unless one is named.',
  rest: { method: 'POST', path: '/channels/{id}/test' },
  rateLimit: { per: 'person', limit: 60, windowMs: 600_000 },
  input: z.object({ id, model: modelName.optional() }),
  output: z.object({
    ok: z.boolean(),
    /** The provider’s name of the model that was asked. */
    model: modelName,
    latencyMs: count,
    /** HTTP status of the provider; null when it did not answer, or answers inside Heddle. */
    status: z.int().nullable(),
    /** How the answer begins. */
    text: z.string().nullable(),
    error: z.object({ code: z.string(), message: z.string() }).nullable(),
  }),
  run: async ({ transaction, tenant, nameTarget }, { id, model }) => {
    const channel = found(
      await transaction.channel.findUnique({ where: { id }, include: withModels }),
      'channel',
    );
    nameTarget(channel.name);
    const provider = findKnownProvider(channel.provider);
    const chosen = model
      ? channel.models.find(({ name }) => name === model)
      : chooseTestModel(provider, channel.models);
    if (!chosen) {
      throw new Fault('invalid_request', 'model: expected one of the channel’s models', { path: 'model' });
    }
    const owner = {
      slug: tenant.slug,
      privateNetworks: await readPrivateNetworks(transaction, tenant.id),
    };
    return new AfterCommit(() => tryChannel(provider, channel, chosen.upstreamName, owner));
  },
});
