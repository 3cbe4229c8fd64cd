import { z } from 'zod';
import { done, id } from '../fields.ts';
import { defineOperation } from '../operation.ts';
import { findLimitToChange } from './find-limit-to-change.ts';

export const deleteLimit = defineOperation({
  name: 'limits.delete',
  kind: 'mutation',
  scope: 'tenant',
  permission: 'rules:write',
  summary: 'Takes a limit away.',
  rest: { method: 'DELETE', path: '/limits/{id}' },
  input: z.object({ id }),
  output: done,
  run: async (context, { id }) => {
    const { limit, name } = await findLimitToChange(context, id);
    context.nameTarget(name);
    const { meter, per, models } = limit;
    context.noteInAudit({ meter, per, models, amount: Number(limit.amount) });
    await context.transaction.limit.delete({ where: { id } });
    return { id };
  },
});
