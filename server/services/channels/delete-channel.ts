import { z } from 'zod';
import { done, id } from '../fields.ts';
import { found } from '../found.ts';
import { defineOperation } from '../operation.ts';

export const deleteChannel = defineOperation({
  name: 'channels.delete',
  kind: 'mutation',
  scope: 'tenant',
  permission: 'channels:write',
  summary: 'Deletes a channel and its credential.',
  rest: { method: 'DELETE', path: '/channels/{id}' },
  input: z.object({ id }),
  output: done,
  run: async ({ transaction, nameTarget }, { id }) => {
    nameTarget(found(await transaction.channel.findUnique({ where: { id } }), 'channel').name);
    await transaction.channel.delete({ where: { id } });
    return { id };
  },
});
