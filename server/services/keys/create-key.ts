import { z } from 'zod';
import { replaceBudgets, wantedBudgets } from '../budgets/set-budgets.ts';
import { displayName, id, time } from '../fields.ts';
import { replaceLimits, wantedLimits } from '../limits/set-limits.ts';
import { defineOperation } from '../operation.ts';
import { assertFuture } from './assert-future.ts';
import { assertReachesTeam } from './assert-reaches-team.ts';
import { keyModels, keyWithSecretOutput, withTeam } from './key.ts';
import { madeBy } from './made-by.ts';
import { makeSecret, storeSecret } from './make-secret.ts';
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
    models: keyModels.default([]),
    expiresAt: time.nullable().default(null),
    limits: wantedLimits.default([]),
    budgets: wantedBudgets.default([]),
  }),
  output: keyWithSecretOutput,
  run: async (context, { teamId, name, models, expiresAt, limits, budgets }) => {
    const { transaction, tenant, actor } = context;
    await assertReachesTeam(context, teamId);
    assertFuture(expiresAt);
    const secret = makeSecret();
    const row = await transaction.apiKey.create({
      data: {
        tenantId: tenant.id,
        teamId,
        name,
        models,
        expiresAt,
        ...madeBy(actor),
        ...storeSecret(secret),
      },
      include: withTeam,
    });
    const place = { teamId, apiKeyId: row.id, channelId: null };
    if (limits.length > 0) await replaceLimits(context, place, limits);
    if (budgets.length > 0) await replaceBudgets(context, place, budgets);
    return { ...(await presentKey(transaction, row)), secret };
  },
});
