import { z } from 'zod';
import { modelName } from '../fields.ts';
import { AfterCommit, defineOperation } from '../operation.ts';
import { channelTrialOutput, tryChannel } from './try-channel.ts';
import { accessOfUnsaved, unsavedChannel } from './unsaved-channel.ts';

export const tryUnsavedChannel = defineOperation({
  name: 'channels.try',
  kind: 'mutation',
  scope: 'tenant',
  permission: 'channels:write',
  summary: 'Sends one small request the way a channel would that is not saved yet, and keeps nothing.',
  rest: { method: 'POST', path: '/channel-trials' },
  rateLimit: { per: 'person', limit: 60, windowMs: 600_000 },
  input: z.object({
    ...unsavedChannel,
    /** The provider’s name of it. */
    model: modelName,
  }),
  output: channelTrialOutput,
  run: async (context, { model, ...channel }) => {
    const access = await accessOfUnsaved(context, channel);
    return new AfterCommit(() => tryChannel(access, model));
  },
});
