import { z } from 'zod';
import { Fault } from '../../canonical/fault.ts';
import { done, id } from '../fields.ts';
import { found } from '../found.ts';
import { defineOperation } from '../operation.ts';
import { presentTeam, teamCounts } from './team.ts';

export const deleteTeam = defineOperation({
  name: 'teams.delete',
  kind: 'mutation',
  scope: 'tenant',
  permission: 'teams:write',
  summary: 'Deletes a team that has no active API key any more. Its usage stays.',
  rest: { method: 'DELETE', path: '/teams/{id}' },
  input: z.object({ id }),
  output: done,
  run: async ({ transaction, nameTarget }, { id }) => {
    const row = await transaction.team.findUnique({ where: { id }, include: teamCounts(new Date()) });
    const { activeKeyCount, name } = presentTeam(found(row, 'team'));
    nameTarget(name);
    if (activeKeyCount > 0) {
      throw new Fault(
        'conflict',
        `The team still has ${activeKeyCount} active API keys. Revoke them first.`,
        {
          path: 'id',
        },
      );
    }
    await transaction.team.delete({ where: { id } });
    return { id };
  },
});
