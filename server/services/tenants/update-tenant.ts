import { z } from 'zod';
import { roles } from '../../access/permissions.ts';
import { displayName } from '../fields.ts';
import { defineOperation } from '../operation.ts';
import { readPrivateNetworks } from './read-private-networks.ts';
import { tenantOutput, tenantSlug } from './tenant.ts';

export const updateTenant = defineOperation({
  name: 'tenants.update',
  kind: 'mutation',
  scope: 'tenant',
  permission: 'tenant:write',
  summary: 'Changes the tenant’s name, its slug, or whether prompts and answers are stored.',
  rest: { method: 'PATCH', path: '' },
  input: z.object({
    name: displayName.optional(),
    slug: tenantSlug.optional(),
    storeContent: z.boolean().optional(),
  }),
  output: tenantOutput,
  run: async ({ transaction, tenant, role }, { name, slug, storeContent }) => {
    const row = await transaction.tenant.update({
      where: { id: tenant.id },
      data: { name, slug, storeContent },
    });
    const privateNetworks = await readPrivateNetworks(transaction, tenant.id);
    return { ...row, privateNetworks, role, permissions: [...roles[role].permissions] };
  },
});
