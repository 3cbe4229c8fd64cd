import { z } from 'zod';
import { displayName, slug } from '../fields.ts';
import { defineOperation } from '../operation.ts';
import { presentTeam, teamCounts, teamOutput } from './team.ts';

export const createTeam = defineOperation({
  name: 'teams.create',
  kind: 'mutation',
  scope: 'tenant',
  permission: 'teams:write',
  summary: 'Creates a team.',
  rest: { method: 'POST', path: '/teams', status: 201 },
  input: z.object({ name: displayName, slug }),
  output: teamOutput,
  run: async ({ transaction, tenant }, { name, slug }) => {
    const row = await transaction.team.create({
      data: { tenantId: tenant.id, name, slug },
      include: teamCounts(new Date()),
    });
    return presentTeam(row);
  },
});
