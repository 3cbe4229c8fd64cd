import { z } from 'zod';
import { displayName, id, time } from '../fields.ts';
import { defineOperation } from '../operation.ts';
import { assertFuture } from './assert-future.ts';
import { findOwnKey } from './find-own-key.ts';
import { keyOutput, withTeam } from './key.ts';
import { keyRestrictions } from './key-restrictions.ts';
import { presentKey } from './present-keys.ts';

export const updateKey = defineOperation({
  name: 'keys.update',
  kind: 'mutation',
  scope: 'tenant',
  permission: 'keys:write',
  summary: 'Changes an API key’s name, expiry, tags, and what it may do and from where.',
  rest: { method: 'PATCH', path: '/keys/{id}' },
  input: z.object({
    id,
    name: displayName.optional(),
    ...z.object(keyRestrictions).partial().shape,
    expiresAt: time.nullable().optional(),
  }),
  output: keyOutput,
  run: async (context, { id, ...changes }) => {
    assertFuture(changes.expiresAt);
    await findOwnKey(context, id);
    const row = await context.transaction.apiKey.update({
      where: { id },
      data: changes,
      include: withTeam,
    });
    return presentKey(context.transaction, row);
  },
});
