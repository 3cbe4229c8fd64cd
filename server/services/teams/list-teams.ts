import { z } from 'zod';
import { defineOperation } from '../operation.ts';
import { presentTeam, teamCounts, teamOutput } from './team.ts';

export const listTeams = defineOperation({
  name: 'teams.list',
  kind: 'query',
  scope: 'tenant',
  permission: 'teams:read',
  summary: 'The teams the caller may see: all for owners, their own for members.',
  rest: { method: 'GET', path: '/teams' },
  input: z.object({}),
  output: z.object({ items: z.array(teamOutput) }),
  run: async ({ transaction }) => {
    const rows = await transaction.team.findMany({
      include: teamCounts(new Date()),
      orderBy: { name: 'asc' },
    });
    return { items: rows.map(presentTeam) };
  },
});
