import { z } from 'zod';
import { replaceBudgets, wantedBudgets } from '../budgets/set-budgets.ts';
import { displayName, id, time } from '../fields.ts';
import { replaceLimits, wantedLimits } from '../limits/set-limits.ts';
import { defineOperation } from '../operation.ts';
import { assertFuture } from './assert-future.ts';
import { assertReachesTeam } from './assert-reaches-team.ts';
import { keyWithSecretOutput, withTeam } from './key.ts';
import { noRestrictions } from './key-restrictions.ts';
import { madeBy } from './made-by.ts';
import { makeSecrets } from './make-secret.ts';
import { presentKey } from './present-keys.ts';

export const createKey = defineOperation({
  name: 'keys.create',
  kind: 'mutation',
  scope: 'tenant',
  permission: 'keys:write',
  summary: 'Creates an API key for a team. The answer holds its secret, this once.',
  rest: { method: 'POST', path: '/keys', status: 201 },
  input: z.object({
    teamId: id,
    name: displayName,
    ...noRestrictions,
    expiresAt: time.nullable().default(null),
    /** Whether it takes requests only that are signed. The answer then holds the secret to sign them with. */
    signed: z.boolean().default(false),
    limits: wantedLimits.default([]),
    budgets: wantedBudgets.default([]),
  }),
  output: keyWithSecretOutput,
  run: async (context, { signed, limits, budgets, ...fields }) => {
    const { transaction, tenant, actor } = context;
    await assertReachesTeam(context, fields.teamId);
    assertFuture(fields.expiresAt);
    const { shown, kept } = makeSecrets(tenant.id, signed);
    const row = await transaction.apiKey.create({
      data: { tenantId: tenant.id, ...fields, ...madeBy(actor), ...kept },
      include: withTeam,
    });
    const place = { teamId: fields.teamId, apiKeyId: row.id, channelId: null };
    if (limits.length > 0) await replaceLimits(context, place, limits);
    if (budgets.length > 0) await replaceBudgets(context, place, budgets);
    return { ...(await presentKey(transaction, row)), ...shown };
  },
});
