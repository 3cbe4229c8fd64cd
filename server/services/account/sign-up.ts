import { z } from 'zod';
import { hashPassword } from '../../access/password.ts';
import { Fault } from '../../canonical/fault.ts';
import { displayName, email, newPassword } from '../fields.ts';
import { defineOperation } from '../operation.ts';
import { tenantSlug } from '../tenants/tenant.ts';
import { freeSlug, makeTenant } from './make-tenant.ts';

export const signUp = defineOperation({
  name: 'account.signUp',
  kind: 'mutation',
  scope: 'public',
  permission: 'public',
  summary:
    'Makes an account, its tenant and the tenant’s first team. The answer is the same when the address has an account already: then nothing is made.',
  rest: { method: 'POST', path: '/account', status: 201 },
  rateLimit: { per: 'address', limit: 20, windowMs: 3_600_000 },
  input: z.object({
    email,
    name: displayName,
    password: newPassword,
    tenantName: displayName,
    tenantSlug: tenantSlug.optional(),
  }),
  output: z.object({ email: z.string(), tenant: tenantSlug }),
  run: async ({ transaction, attributeAudit }, { email, name, password, tenantName, tenantSlug }) => {
    const passwordHash = await hashPassword(password);
    if (tenantSlug && (await transaction.tenant.findUnique({ where: { slug: tenantSlug } }))) {
      throw new Fault('conflict', 'There is a tenant with this slug already.', { path: 'tenantSlug' });
    }
    const slug = tenantSlug ?? (await freeSlug(transaction, tenantName));
    if (await transaction.user.findUnique({ where: { email }, select: { id: true } })) {
      return { email, tenant: slug };
    }
    const person = await transaction.user.create({ data: { email, name, passwordHash } });
    const tenant = await makeTenant(transaction, { name: tenantName, slug, ownerId: person.id });
    attributeAudit([tenant.id], person);
    return { email, tenant: tenant.slug };
  },
});
