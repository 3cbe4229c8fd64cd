import { z } from 'zod';
import { Fault } from '../../canonical/fault.ts';
import { defineOperation } from '../operation.ts';
import { keptDays } from './retention.ts';

export const setRetention = defineOperation({
  name: 'tenants.setRetention',
  kind: 'mutation',
  scope: 'tenant',
  permission: 'tenant:write',
  summary:
    'Says how many days records of requests are kept, and what was said in them; null: for good, and as long as their records. What is older is deleted within the hour. Totals stay.',
  rest: { method: 'PUT', path: '/retention' },
  input: z.object({ retentionDays: keptDays, contentRetentionDays: keptDays }),
  output: z.object({ retentionDays: keptDays, contentRetentionDays: keptDays }),
  run: async ({ transaction, tenant, nameTarget }, { retentionDays, contentRetentionDays }) => {
    if (retentionDays !== null && contentRetentionDays !== null && contentRetentionDays > retentionDays) {
      throw new Fault('invalid_request', 'Prompts and answers are kept no longer than their records.', {
        path: 'contentRetentionDays',
      });
    }
    const data = { retentionDays, contentRetentionDays };
    const { name } = await transaction.tenant.update({
      where: { id: tenant.id },
      data,
      select: { name: true },
    });
    nameTarget(name);
    return data;
  },
});
