import { z } from 'zod';
import { isRole, roles, tenantPermissions } from '../../access/permissions.ts';
import { displayName, id, role, slug } from '../fields.ts';
import { defineOperation } from '../operation.ts';

export const listTenants = defineOperation({
  name: 'account.listTenants',
  kind: 'query',
  scope: 'account',
  permission: 'account:own',
  summary: 'The tenants the person belongs to, with role and permissions.',
  rest: { method: 'GET', path: '/account/tenants' },
  input: z.object({}),
  output: z.object({
    items: z.array(
      z.object({
        id,
        slug,
        name: displayName,
        role,
        permissions: z.array(z.enum(tenantPermissions)),
        /** False: nothing of any team can be seen there, and no key made, until an owner adds the person to one. */
        reachesTeams: z.boolean(),
      }),
    ),
  }),
  run: async ({ transaction, actor }) => {
    const rows = await transaction.membership.findMany({
      where: { userId: actor.id },
      include: { tenant: true },
      orderBy: { tenant: { name: 'asc' } },
    });
    const inTeams = await transaction.teamMembership.groupBy({
      by: 'tenantId',
      where: { userId: actor.id },
    });
    const tenantsWithTeam = new Set(inTeams.map(({ tenantId }) => tenantId));
    return {
      items: rows.flatMap(({ role, tenant }) => {
        if (!isRole(role)) return [];
        const { permissions, reach } = roles[role];
        const reachesTeams = reach === 'tenant' || tenantsWithTeam.has(tenant.id);
        return [{ ...tenant, role, permissions: [...permissions], reachesTeams }];
      }),
    };
  },
});
