import { z } from 'zod';
import { id } from '../fields.ts';
import { defineOperation } from '../operation.ts';
import { findLimitToChange } from './find-limit-to-change.ts';
import { limitAmount, limitOutput, presentLimit } from './limit.ts';

export const updateLimit = defineOperation({
  name: 'limits.update',
  kind: 'mutation',
  scope: 'tenant',
  permission: 'rules:write',
  summary: 'Changes how much a limit allows. What was used of it in its period stays counted.',
  rest: { method: 'PATCH', path: '/limits/{id}' },
  input: z.object({ id, amount: limitAmount }),
  output: limitOutput,
  run: async (context, { id, amount }) => {
    const { limit, name } = await findLimitToChange(context, id);
    context.nameTarget(name);
    const { meter, per } = limit;
    context.noteInAudit({ meter, per, previousAmount: Number(limit.amount) });
    await context.transaction.limit.update({ where: { id }, data: { amount } });
    return presentLimit(context, id);
  },
});
