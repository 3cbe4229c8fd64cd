import { z } from 'zod';
import { displayName, id, slug } from '../fields.ts';
import { found } from '../found.ts';
import { defineOperation } from '../operation.ts';
import { presentTeam, teamCounts, teamOutput } from './team.ts';

export const updateTeam = defineOperation({
  name: 'teams.update',
  kind: 'mutation',
  scope: 'tenant',
  permission: 'teams:write',
  summary: 'Renames a team.',
  rest: { method: 'PATCH', path: '/teams/{id}' },
  input: z.object({ id, name: displayName.optional(), slug: slug.optional() }),
  output: teamOutput,
  run: async ({ transaction, noteInAudit }, { id, name, slug }) => {
    const before = found(await transaction.team.findUnique({ where: { id } }), 'team');
    noteInAudit({ previousName: before.name });
    const row = await transaction.team.update({
      where: { id },
      data: { name, slug },
      include: teamCounts(new Date()),
    });
    return presentTeam(row);
  },
});
