import type { DatabaseRole } from '../platform/db/roles.ts';
import { environment, loginVariables } from '../platform/env.ts';

/**
 * What a process that serves is told of the database: the logins of the roles it takes, and never the owner's. Where
 * roles have no logins, DATABASE_URL is all there is.
 */
export function servingEnvironment(...roles: DatabaseRole[]): Record<string, string | undefined> {
  const { databaseLogins } = environment();
  if (!databaseLogins) return {};
  return loginVariables((role) => (roles.includes(role) ? databaseLogins[role] : undefined));
}
