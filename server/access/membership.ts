import type { Transaction } from '../platform/db/prisma.ts';
import { isRole, type Role } from './permissions.ts';

/** A person’s place in a tenant. */
export interface Membership {
  tenant: { id: string; slug: string };
  role: Role;
  /** Ids of the teams the person belongs to. */
  teamIds: string[];
}

/** Null when there is no such tenant, or the person is no member of it: nobody outside learns which. */
export async function findMembership(
  transaction: Transaction,
  personId: string,
  tenantSlug: string,
): Promise<Membership | null> {
  const row = await transaction.membership.findFirst({
    where: { userId: personId, tenant: { slug: tenantSlug } },
    select: { role: true, tenant: { select: { id: true, slug: true } } },
  });
  if (!row || !isRole(row.role)) return null;
  const teams = await transaction.teamMembership.findMany({
    where: { userId: personId, tenantId: row.tenant.id },
    select: { teamId: true },
  });
  return { tenant: row.tenant, role: row.role, teamIds: teams.map(({ teamId }) => teamId) };
}

/** The tenants a person belongs to. */
export async function tenantIdsOf(transaction: Transaction, personId: string): Promise<string[]> {
  const rows = await transaction.membership.findMany({
    where: { userId: personId },
    select: { tenantId: true },
  });
  return rows.map(({ tenantId }) => tenantId);
}
