import { z } from 'zod';
import { displayName, id } from '../fields.ts';
import { defineOperation } from '../operation.ts';
import { tenantSlug } from '../tenants/tenant.ts';
import { makeTenant } from './make-tenant.ts';

export const createTenant = defineOperation({
  name: 'account.createTenant',
  kind: 'mutation',
  scope: 'account',
  permission: 'account:own',
  summary: 'Creates a tenant with its first team; the caller is its owner.',
  rest: { method: 'POST', path: '/account/tenants', status: 201 },
  rateLimit: { per: 'person', limit: 20, windowMs: 3_600_000 },
  input: z.object({ name: displayName, slug: tenantSlug.optional() }),
  output: z.object({ id, slug: tenantSlug, name: displayName }),
  run: async ({ transaction, actor, attributeAudit }, { name, slug }) => {
    const tenant = await makeTenant(transaction, { name, slug, ownerId: actor.id });
    attributeAudit([tenant.id], actor);
    return tenant;
  },
});
