import { z } from 'zod';
import { id } from '../fields.ts';
import { found } from '../found.ts';
import { defineOperation } from '../operation.ts';
import { channelOutput, presentChannel, withModels } from './channel.ts';

export const getChannel = defineOperation({
  name: 'channels.get',
  kind: 'query',
  scope: 'tenant',
  permission: 'channels:read',
  summary: 'A channel with all of its models.',
  rest: { method: 'GET', path: '/channels/{id}' },
  input: z.object({ id }),
  output: channelOutput,
  run: async ({ transaction }, { id }) =>
    presentChannel(
      found(await transaction.channel.findUnique({ where: { id }, include: withModels }), 'channel'),
    ),
});
