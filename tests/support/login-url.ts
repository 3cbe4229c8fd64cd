import type { DatabaseRole } from '../../server/platform/db/roles.ts';

/** A database of the test cluster at the login that a role has there. */
export function loginUrl(databaseUrl: string, role: DatabaseRole): string {
  const url = new URL(databaseUrl);
  url.username = role;
  url.password = `test-${role}`;
  return url.toString();
}
