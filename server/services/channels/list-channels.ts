import { z } from 'zod';
import { defineOperation } from '../operation.ts';
import { channelOutput, presentChannel, withModels } from './channel.ts';

export const listChannels = defineOperation({
  name: 'channels.list',
  kind: 'query',
  scope: 'tenant',
  permission: 'channels:read',
  summary: 'The channels with their models, in the order they are tried.',
  rest: { method: 'GET', path: '/channels' },
  input: z.object({}),
  output: z.object({ items: z.array(channelOutput) }),
  run: async ({ transaction }) => {
    const rows = await transaction.channel.findMany({
      include: withModels,
      orderBy: [{ priority: 'asc' }, { name: 'asc' }],
    });
    return { items: rows.map(presentChannel) };
  },
});
