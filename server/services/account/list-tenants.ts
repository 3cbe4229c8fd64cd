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
      z.object({ id, slug, name: displayName, role, permissions: z.array(z.enum(tenantPermissions)) }),
    ),
  }),
  run: async ({ transaction, actor }) => {
    const rows = await transaction.membership.findMany({
      where: { userId: actor.id },
      include: { tenant: true },
      orderBy: { tenant: { name: 'asc' } },
    });
    return {
      items: rows.flatMap(({ role, tenant }) =>
        isRole(role) ? [{ ...tenant, role, permissions: [...roles[role].permissions] }] : [],
      ),
    };
  },
});
