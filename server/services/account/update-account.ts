import { z } from 'zod';
import { tenantIdsOf } from '../../access/membership.ts';
import { displayName } from '../fields.ts';
import { defineOperation } from '../operation.ts';
import { accountOutput, locale, presentAccount, timeZone } from './account.ts';

export const updateAccount = defineOperation({
  name: 'account.update',
  kind: 'mutation',
  scope: 'account',
  permission: 'account:own',
  summary: 'Changes the person’s name, and the language and time zone of the pages.',
  rest: { method: 'PATCH', path: '/account' },
  rateLimit: { per: 'person', limit: 60, windowMs: 600_000 },
  input: z.object({
    name: displayName.optional(),
    locale: locale.optional(),
    timeZone: timeZone.optional(),
  }),
  output: accountOutput,
  run: async ({ transaction, actor, attributeAudit }, { name, locale, timeZone }) => {
    const row = await transaction.user.update({
      where: { id: actor.id },
      data: { name, locale, timeZone },
    });
    attributeAudit(await tenantIdsOf(transaction, actor.id), row, { previousName: actor.name });
    return presentAccount(row);
  },
});
