import { z } from 'zod';
import { id } from '../fields.ts';
import { defineOperation } from '../operation.ts';
import { findActiveKey } from './find-active-key.ts';
import { keyOutput, presentKey, withTeam } from './key.ts';

export const revokeKey = defineOperation({
  name: 'keys.revoke',
  kind: 'mutation',
  scope: 'tenant',
  permission: 'keys:write',
  summary: 'Ends an API key at once and for good.',
  rest: { method: 'POST', path: '/keys/{id}/revoke' },
  input: z.object({ id }),
  output: keyOutput,
  run: async ({ transaction }, { id }) => {
    await findActiveKey(transaction, id);
    const row = await transaction.apiKey.update({
      where: { id },
      data: { revokedAt: new Date() },
      include: withTeam,
    });
    return presentKey(row);
  },
});
