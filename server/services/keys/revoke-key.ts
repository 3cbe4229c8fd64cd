import { z } from 'zod';
import { id } from '../fields.ts';
import { defineOperation } from '../operation.ts';
import { findOwnKey } from './find-own-key.ts';
import { keyOutput, withTeam } from './key.ts';
import { presentKey } from './present-keys.ts';

export const revokeKey = defineOperation({
  name: 'keys.revoke',
  kind: 'mutation',
  scope: 'tenant',
  permission: 'keys:write',
  summary: 'Ends an API key at once and for good.',
  rest: { method: 'POST', path: '/keys/{id}/revoke' },
  input: z.object({ id }),
  output: keyOutput,
  run: async (context, { id }) => {
    await findOwnKey(context, id);
    const row = await context.transaction.apiKey.update({
      where: { id },
      data: { revokedAt: new Date() },
      include: withTeam,
    });
    return presentKey(context.transaction, row);
  },
});
