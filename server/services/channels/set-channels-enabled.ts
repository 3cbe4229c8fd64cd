import { z } from 'zod';
import { count, id } from '../fields.ts';
import { defineOperation } from '../operation.ts';

export const setChannelsEnabled = defineOperation({
  name: 'channels.setEnabled',
  kind: 'mutation',
  scope: 'tenant',
  permission: 'channels:write',
  summary: 'Turns several channels on or off. What is no channel of the tenant is passed over.',
  rest: { method: 'PUT', path: '/channel-states' },
  input: z.object({ ids: z.array(id).min(1).max(2_000), enabled: z.boolean() }),
  output: z.object({ changed: count }),
  run: async ({ transaction, tenant }, { ids, enabled }) => {
    const { count: changed } = await transaction.channel.updateMany({
      where: { tenantId: tenant.id, id: { in: ids }, enabled: !enabled },
      data: { enabled },
    });
    return { changed };
  },
});
