import { z } from 'zod';
import { Fault } from '../../canonical/fault.ts';
import { lockMembership } from '../members/lock-membership.ts';
import { defineOperation } from '../operation.ts';
import { clearDefault } from './clear-default.ts';
import { presentView, viewInput, viewOutput, viewPage } from './view.ts';

const MOST_OF_ONE_PERSON = 50;

export const createView = defineOperation({
  name: 'views.create',
  kind: 'mutation',
  scope: 'tenant',
  permission: 'logs:read',
  summary: 'Saves a page’s filters under a name; 50 of a person at most.',
  rest: { method: 'POST', path: '/views', status: 201 },
  input: z.object({
    page: viewPage,
    ...viewInput,
    shared: viewInput.shared.default(false),
    isDefault: viewInput.isDefault.default(false),
  }),
  output: viewOutput,
  run: async ({ transaction, tenant, actor }, view) => {
    // Two at once would each count without the other.
    await lockMembership(transaction, actor.id, 'alone');
    const count = await transaction.savedView.count({ where: { userId: actor.id } });
    if (count >= MOST_OF_ONE_PERSON) {
      throw new Fault('conflict', `You have ${MOST_OF_ONE_PERSON} saved views. Delete one first.`);
    }
    if (view.isDefault) await clearDefault(transaction, actor.id, view.page);
    const row = await transaction.savedView.create({
      data: { ...view, tenantId: tenant.id, userId: actor.id },
    });
    return presentView(row, actor.id);
  },
});
