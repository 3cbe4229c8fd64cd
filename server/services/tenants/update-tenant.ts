import { z } from 'zod';
import { displayName } from '../fields.ts';
import { defineOperation } from '../operation.ts';
import { readPrivateNetworks } from './read-private-networks.ts';
import { countersAway, presentTenant, tenantOutput, tenantSlug } from './tenant.ts';

export const updateTenant = defineOperation({
  name: 'tenants.update',
  kind: 'mutation',
  scope: 'tenant',
  permission: 'tenant:write',
  summary:
    'Changes the tenant’s name or slug, whether prompts and answers are stored, or what becomes of requests while nothing can be counted.',
  rest: { method: 'PATCH', path: '' },
  input: z.object({
    name: displayName.optional(),
    slug: tenantSlug.optional(),
    storeContent: z.boolean().optional(),
    countersAway: countersAway.optional(),
  }),
  output: tenantOutput,
  run: async ({ transaction, tenant, role }, { name, slug, storeContent, countersAway }) => {
    const row = await transaction.tenant.update({
      where: { id: tenant.id },
      data: { name, slug, storeContent, countersAway },
    });
    const privateNetworks = await readPrivateNetworks(transaction, tenant.id);
    return presentTenant({ ...row, privateNetworks }, role);
  },
});
