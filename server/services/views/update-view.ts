import { z } from 'zod';
import { Fault } from '../../canonical/fault.ts';
import { id } from '../fields.ts';
import { defineOperation } from '../operation.ts';
import { clearDefault } from './clear-default.ts';
import { findViewToChange } from './find-view-to-change.ts';
import { presentView, viewInput, viewOutput } from './view.ts';

export const updateView = defineOperation({
  name: 'views.update',
  kind: 'mutation',
  scope: 'tenant',
  permission: 'logs:read',
  summary: 'Renames, overwrites or shares a saved view, or makes it what the page opens with.',
  rest: { method: 'PATCH', path: '/views/{id}' },
  input: z.object({ id, ...z.object(viewInput).partial().shape }),
  output: viewOutput,
  run: async (context, { id, ...changes }) => {
    const { transaction, actor } = context;
    const view = await findViewToChange(context, id);
    if (changes.isDefault && view.userId !== actor.id) {
      throw new Fault('forbidden', 'Only a view of your own can be what the page opens with.');
    }
    if (changes.isDefault) await clearDefault(transaction, actor.id, view.page);
    const row = await transaction.savedView.update({ where: { id }, data: changes });
    return presentView(row, actor.id);
  },
});
