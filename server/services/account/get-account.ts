import { z } from 'zod';
import { displayName, id, time } from '../fields.ts';
import { found } from '../found.ts';
import { defineOperation } from '../operation.ts';

export const getAccount = defineOperation({
  name: 'account.get',
  kind: 'query',
  scope: 'account',
  permission: 'account:own',
  summary: 'The person who is signed in.',
  rest: { method: 'GET', path: '/account' },
  input: z.object({}),
  output: z.object({ id, email: z.string(), name: displayName, isOperator: z.boolean(), createdAt: time }),
  run: async ({ transaction, actor }) =>
    found(await transaction.user.findUnique({ where: { id: actor.id } }), 'person'),
});
