import { z } from 'zod';
import { id } from '../fields.ts';
import { defineOperation } from '../operation.ts';
import { keyOutput, presentKey, withTeam } from './key.ts';

export const listKeys = defineOperation({
  name: 'keys.list',
  kind: 'query',
  scope: 'tenant',
  permission: 'keys:read',
  summary: 'The API keys of the teams the caller may see, newest first.',
  rest: { method: 'GET', path: '/keys' },
  input: z.object({
    teamId: id.optional(),
    /** Of one person only. */
    createdById: id.optional(),
    includeRevoked: z.boolean().default(true),
  }),
  output: z.object({ items: z.array(keyOutput) }),
  run: async ({ transaction }, { teamId, createdById, includeRevoked }) => {
    const rows = await transaction.apiKey.findMany({
      where: { kind: 'standard', teamId, createdById, ...(includeRevoked ? {} : { revokedAt: null }) },
      include: withTeam,
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    });
    return { items: rows.map((row) => presentKey(row)) };
  },
});
