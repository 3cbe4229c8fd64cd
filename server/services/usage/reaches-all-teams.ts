import { type Role, roles } from '../../access/permissions.ts';

/** Whether a role sees the tenant's totals as such. Of others, those of their teams are added up. */
export function reachesAllTeams(role: Role): boolean {
  return roles[role].reach === 'tenant';
}
