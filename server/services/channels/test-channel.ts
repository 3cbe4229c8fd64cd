import { z } from 'zod';
import { Fault } from '../../canonical/fault.ts';
import { id, modelName } from '../fields.ts';
import { found } from '../found.ts';
import { AfterCommit, defineOperation } from '../operation.ts';
import { withModels } from './channel.ts';
import { credentialOf, reachOfTenant } from './channel-access.ts';
import { chooseTestModel } from './choose-test-model.ts';
import { findKnownProvider } from './find-known-provider.ts';
import { storeResult } from './store-result.ts';
import { channelTrialOutput, tryChannel } from './try-channel.ts';

export const testChannel = defineOperation({
  name: 'channels.test',
  kind: 'mutation',
  scope: 'tenant',
  permission: 'channels:write',
  summary:
    'Sends one small request over a channel, to its cheapest model unless one is named, and keeps what came of it.',
  rest: { method: 'POST', path: '/channels/{id}/test' },
  // Wide enough to test a few hundred channels one after another.
  rateLimit: { per: 'person', limit: 600, windowMs: 600_000 },
  input: z.object({ id, model: modelName.optional() }),
  output: channelTrialOutput,
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
    const access = {
      ...(await reachOfTenant({ transaction, tenant })),
      provider,
      baseUrl: channel.baseUrl,
      openCredential: credentialOf(channel),
    };
    return new AfterCommit(async () => {
      const trial = await tryChannel(access, chosen.upstreamName);
      await storeResult(tenant.id, id, trial);
      return trial;
    });
  },
});
