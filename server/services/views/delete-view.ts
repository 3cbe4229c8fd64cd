import { z } from 'zod';
import { done, id } from '../fields.ts';
import { defineOperation } from '../operation.ts';
import { findViewToChange } from './find-view-to-change.ts';

export const deleteView = defineOperation({
  name: 'views.delete',
  kind: 'mutation',
  scope: 'tenant',
  permission: 'logs:read',
  summary: 'Deletes a saved view: one’s own, or, as an owner, a shared one.',
  rest: { method: 'DELETE', path: '/views/{id}' },
  input: z.object({ id }),
  output: done,
  run: async (context, { id }) => {
    const view = await findViewToChange(context, id);
    context.nameTarget(view.name);
    await context.transaction.savedView.delete({ where: { id } });
    return { id };
  },
});
