import { z } from 'zod';
import { found } from '../found.ts';
import { defineOperation } from '../operation.ts';
import { accountOutput, presentAccount } from './account.ts';

export const getAccount = defineOperation({
  name: 'account.get',
  kind: 'query',
  scope: 'account',
  permission: 'account:own',
  summary: 'The person who is signed in.',
  rest: { method: 'GET', path: '/account' },
  input: z.object({}),
  output: accountOutput,
  run: async ({ transaction, actor }) =>
    presentAccount(found(await transaction.user.findUnique({ where: { id: actor.id } }), 'person')),
});
