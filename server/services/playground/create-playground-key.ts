import { z } from 'zod';
import { id, time } from '../fields.ts';
import { assertReachesTeam } from '../keys/assert-reaches-team.ts';
import { makeSecret, storeSecret } from '../keys/make-secret.ts';
import { defineOperation } from '../operation.ts';

const HOUR_MS = 3_600_000;

export const createPlaygroundKey = defineOperation({
  name: 'playground.createKey',
  kind: 'mutation',
  scope: 'tenant',
  permission: 'playground:use',
  summary: 'Makes an API key for the playground that lasts an hour and stays out of the lists.',
  rest: { method: 'POST', path: '/playground/key', status: 201 },
  rateLimit: { per: 'person', limit: 60, windowMs: HOUR_MS },
  input: z.object({ teamId: id }),
  output: z.object({ id, secret: z.string(), expiresAt: time }),
  run: async (context, { teamId }) => {
    const { transaction, tenant, actor, nameTarget } = context;
    await assertReachesTeam(context, teamId);
    const secret = makeSecret();
    const expiresAt = new Date(Date.now() + HOUR_MS);
    const row = await transaction.apiKey.create({
      data: {
        tenantId: tenant.id,
        teamId,
        name: `Playground of ${actor.name}`,
        kind: 'playground',
        expiresAt,
        createdById: actor.id,
        ...storeSecret(secret),
      },
    });
    nameTarget(row.name);
    return { id: row.id, secret, expiresAt };
  },
});
