import { z } from 'zod';
import { Fault } from '../../canonical/fault.ts';
import { id } from '../fields.ts';
import { defineOperation } from '../operation.ts';
import { assertReachesTeam } from './assert-reaches-team.ts';
import { findOwnKey } from './find-own-key.ts';
import { keyWithSecretOutput, statusOf, withTeam } from './key.ts';
import { makeSecret, storeSecret } from './make-secret.ts';
import { presentKey } from './present-keys.ts';

const DAY_MS = 86_400_000;

export const rotateKey = defineOperation({
  name: 'keys.rotate',
  kind: 'mutation',
  scope: 'tenant',
  permission: 'keys:write',
  summary: 'Replaces an API key by a new one; the old one works on for the overlap, then expires.',
  rest: { method: 'POST', path: '/keys/{id}/rotate', status: 201 },
  input: z.object({
    id,
    /** How long both work; 0 ends the old one at once. */
    overlapMs: z
      .int()
      .min(0)
      .max(30 * DAY_MS)
      .default(DAY_MS),
  }),
  output: keyWithSecretOutput,
  run: async (context, { id, overlapMs }) => {
    const { transaction, tenant } = context;
    const now = new Date();
    const old = await findOwnKey(context, id);
    await assertReachesTeam(context, old.teamId);
    if (statusOf(old, now) === 'expired') {
      throw new Fault('conflict', 'The API key has expired. Create a new one.', { path: 'id' });
    }
    const overlapEnd = new Date(now.getTime() + overlapMs);
    await transaction.apiKey.update({
      where: { id },
      data: {
        expiresAt: old.expiresAt && old.expiresAt < overlapEnd ? old.expiresAt : overlapEnd,
        replacedAt: now,
      },
    });
    const secret = makeSecret();
    const row = await transaction.apiKey.create({
      data: {
        tenantId: tenant.id,
        teamId: old.teamId,
        name: old.name,
        models: old.models,
        expiresAt: old.expiresAt,
        rotatedFromId: old.id,
        // The limits and budgets of both are one: otherwise rotating would be a way around them.
        rulesKeyId: old.rulesKeyId ?? old.id,
        // Whoever rotates it, it is still the same person's.
        createdById: old.createdById,
        makerType: old.makerType,
        makerId: old.makerId,
        makerName: old.makerName,
        createdAt: now,
        ...storeSecret(secret),
      },
      include: withTeam,
    });
    return { ...(await presentKey(transaction, row)), secret };
  },
});
