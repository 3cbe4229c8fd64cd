import { z } from 'zod';
import { id } from '../fields.ts';
import { found } from '../found.ts';
import { defineOperation } from '../operation.ts';
import { privateNetworksInput, privateNetworksOutput } from '../tenants/private-networks.ts';
import { replacePrivateNetworks } from '../tenants/replace-private-networks.ts';

export const setPrivateNetworks = defineOperation({
  name: 'platform.setPrivateNetworks',
  kind: 'mutation',
  scope: 'platform',
  permission: 'platform:operate',
  summary:
    'Says which networks outside the public internet a tenant’s channels may reach, in place of those it had. A cloud’s metadata service stays closed unless its very address is among them.',
  rest: { method: 'PUT', path: '/platform/tenants/{id}/private-networks' },
  input: z.object({ id, networks: privateNetworksInput }),
  output: z.object({ id, networks: privateNetworksOutput }),
  run: async ({ transaction, actor, attributeAudit, nameTarget }, { id, networks }) => {
    const tenant = await transaction.tenant.findUnique({ where: { id }, select: { name: true } });
    nameTarget(found(tenant, 'tenant').name);
    const kept = await replacePrivateNetworks(transaction, id, networks);
    // Those who use them read of it where they read of everything else.
    attributeAudit([id], actor);
    return { id, networks: kept };
  },
});
