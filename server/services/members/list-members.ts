import { z } from 'zod';
import { defineOperation } from '../operation.ts';
import { memberOutput } from './member.ts';
import { readMembers } from './read-members.ts';

export const listMembers = defineOperation({
  name: 'members.list',
  kind: 'query',
  scope: 'tenant',
  permission: 'members:read',
  summary: 'The people of the tenant, with their roles and teams.',
  rest: { method: 'GET', path: '/members' },
  input: z.object({}),
  output: z.object({ items: z.array(memberOutput) }),
  run: async ({ transaction }) => ({ items: await readMembers(transaction) }),
});
