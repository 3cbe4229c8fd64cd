import { z } from 'zod';
import { displayName, id, time } from '../fields.ts';
import { defineOperation } from '../operation.ts';
import { assertFuture } from './assert-future.ts';
import { findOwnKey } from './find-own-key.ts';
import { keyModels, keyOutput, withTeam } from './key.ts';
import { presentKey } from './present-keys.ts';

export const updateKey = defineOperation({
  name: 'keys.update',
  kind: 'mutation',
  scope: 'tenant',
  permission: 'keys:write',
  summary: 'Changes an API key’s name, models or expiry.',
  rest: { method: 'PATCH', path: '/keys/{id}' },
  input: z.object({
    id,
    name: displayName.optional(),
    models: keyModels.optional(),
    expiresAt: time.nullable().optional(),
  }),
  output: keyOutput,
  run: async (context, { id, name, models, expiresAt }) => {
    assertFuture(expiresAt);
    await findOwnKey(context, id);
    const row = await context.transaction.apiKey.update({
      where: { id },
      data: { name, models, expiresAt },
      include: withTeam,
    });
    return presentKey(context.transaction, row);
  },
});
