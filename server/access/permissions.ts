/**
 * What can be done inside a tenant. An operation names one; a role holds some. `keys:write` is for keys of one's own:
 * `keys:write-all` reaches those that others made. In the same way `rules:write` is for limits and budgets that somebody
 * sets on keys of their own, which can only narrow what these may do; `rules:write-all` is for all others.
 */
export const tenantPermissions = [
  'tenant:read',
  'tenant:write',
  'teams:read',
  'teams:write',
  'members:read',
  'members:write',
  'keys:read',
  'keys:write',
  'keys:write-all',
  'rules:read',
  'rules:write',
  'rules:write-all',
  'channels:read',
  'channels:write',
  'models:read',
  'prices:write',
  'usage:read',
  'logs:read',
  'audit:read',
  'playground:use',
] as const;

export type TenantPermission = (typeof tenantPermissions)[number];

/** Whose rows a role reaches: all of the tenant's, or only those of the teams the person belongs to. */
export type Reach = 'tenant' | 'own-teams';

interface RoleDefinition {
  permissions: readonly TenantPermission[];
  reach: Reach;
}

/** The roles of a tenant, and all that distinguishes them. */
export const roles = {
  owner: { permissions: tenantPermissions, reach: 'tenant' },
  member: {
    permissions: [
      'tenant:read',
      'teams:read',
      'members:read',
      'keys:read',
      'keys:write',
      'rules:read',
      'rules:write',
      'models:read',
      'usage:read',
      'logs:read',
      'playground:use',
    ],
    reach: 'own-teams',
  },
} as const satisfies Record<string, RoleDefinition>;

export type Role = keyof typeof roles;

export const roleNames = ['owner', 'member'] as const satisfies readonly Role[];

/** The permissions of a role as it stands in the database; none for a role this version does not know. */
export function permissionsOf(role: string): readonly TenantPermission[] {
  return isRole(role) ? roles[role].permissions : [];
}

export function isRole(role: string): role is Role {
  return Object.hasOwn(roles, role);
}
