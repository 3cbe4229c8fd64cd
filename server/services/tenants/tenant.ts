import { z } from 'zod';
import { type Role, roles, tenantPermissions } from '../../access/permissions.ts';
import { DEMO_TENANT } from '../../store/demo-tenant.ts';
import { displayName, id, role, slug, time } from '../fields.ts';
import { privateNetworksOutput } from './private-networks.ts';

/** First segments of the pages' own paths, which a tenant's slug must not hide. */
const RESERVED = new Set(
  [
    'account admin api auth dashboard docs health invitation invitations invite login new operator public settings',
    'sign-in sign-out sign-up signin signup static status v1 v1beta www',
  ].flatMap((words) => words.split(' ')),
);

export function isReserved(slug: string): boolean {
  return RESERVED.has(slug) || slug === DEMO_TENANT;
}

export const tenantSlug = slug.refine((text) => !isReserved(text), 'Expected another one: this is reserved');

/**
 * What becomes of requests while the store that counts limits and budgets cannot be asked: refused where a budget
 * holds, or admitted, with limits counted by each process for itself.
 */
export const countersAway = z.enum(['refuse', 'admit']);

/** A tenant as its members see it. */
export const tenantOutput = z.object({
  id,
  slug,
  name: displayName,
  /** Prompts and answers are kept with the logs. */
  storeContent: z.boolean(),
  countersAway,
  /** Networks outside the public internet that its channels may reach. The operator’s to change. */
  privateNetworks: privateNetworksOutput,
  createdAt: time,
  /** The caller's own role, and what it allows. */
  role,
  permissions: z.array(z.enum(tenantPermissions)),
});

/** A row with its networks, as a member of this role sees it. */
export function presentTenant<Row extends { countersAway: string }>(row: Row, role: Role) {
  return {
    ...row,
    countersAway: countersAway.parse(row.countersAway),
    role,
    permissions: [...roles[role].permissions],
  };
}
