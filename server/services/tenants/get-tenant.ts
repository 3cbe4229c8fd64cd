import { z } from 'zod';
import { found } from '../found.ts';
import { defineOperation } from '../operation.ts';
import { readPrivateNetworks } from './read-private-networks.ts';
import { presentTenant, tenantOutput } from './tenant.ts';

export const getTenant = defineOperation({
  name: 'tenants.get',
  kind: 'query',
  scope: 'tenant',
  permission: 'tenant:read',
  summary: 'The tenant, with the caller’s role in it.',
  rest: { method: 'GET', path: '' },
  input: z.object({}),
  output: tenantOutput,
  run: async ({ transaction, tenant, role }) => {
    const row = found(await transaction.tenant.findUnique({ where: { id: tenant.id } }), 'tenant', 'tenant');
    const privateNetworks = await readPrivateNetworks(transaction, tenant.id);
    return presentTenant({ ...row, privateNetworks }, role);
  },
});
