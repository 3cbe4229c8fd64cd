import { randomSecret } from '../../platform/crypto/random-secret.ts';
import type { Transaction } from '../../platform/db/prisma.ts';
import { isReserved } from '../tenants/tenant.ts';

export interface NewTenant {
  name: string;
  /** Absent: made from the name. */
  slug?: string;
  ownerId: string;
}

/** Makes a tenant with its first team, and makes the person its owner and a member of the team. */
export async function makeTenant(transaction: Transaction, { name, slug, ownerId }: NewTenant) {
  const tenant = await transaction.tenant.create({
    data: { name, slug: slug ?? (await freeSlug(transaction, name)) },
  });
  const tenantId = tenant.id;
  const team = await transaction.team.create({ data: { tenantId, slug: 'core', name: 'Core' } });
  await transaction.membership.create({ data: { tenantId, userId: ownerId, role: 'owner' } });
  await transaction.teamMembership.create({ data: { tenantId, teamId: team.id, userId: ownerId } });
  return tenant;
}

/** A slug that no tenant has, from a name: itself where it is free, else with random characters behind it. */
async function freeSlug(transaction: Transaction, name: string): Promise<string> {
  const plain = slugify(name);
  const taken = isReserved(plain) || (await transaction.tenant.findUnique({ where: { slug: plain } }));
  return taken ? `${plain}-${randomSuffix()}` : plain;
}

function randomSuffix(): string {
  return randomSecret(12)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .slice(0, 6);
}

function slugify(name: string): string {
  const slug = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replace(/^-+|-+$/g, '');
  return slug || `tenant-${randomSuffix()}`;
}
