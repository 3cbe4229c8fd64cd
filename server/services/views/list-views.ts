import { z } from 'zod';
import { defineOperation } from '../operation.ts';
import { presentView, viewOutput, viewPage } from './view.ts';

/** Several times what a page shows well: shared ones of a large tenant. */
const MOST_VIEWS = 500;

export const listViews = defineOperation({
  name: 'views.list',
  kind: 'query',
  scope: 'tenant',
  permission: 'logs:read',
  summary: 'The caller’s saved views of a page, and those that others share, by name.',
  rest: { method: 'GET', path: '/views' },
  input: z.object({ page: viewPage }),
  output: z.object({ items: z.array(viewOutput) }),
  run: async ({ transaction, actor }, { page }) => {
    const rows = await transaction.savedView.findMany({
      where: { page, OR: [{ userId: actor.id }, { shared: true }] },
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
      take: MOST_VIEWS,
    });
    return { items: rows.map((row) => presentView(row, actor.id)) };
  },
});
