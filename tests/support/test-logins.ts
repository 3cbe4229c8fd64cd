import type { DatabaseLogins, DatabaseRole } from '../../server/platform/db/roles.ts';

/** A database of the test cluster, at the login that each role has there. */
export function testLogins(databaseUrl: string): DatabaseLogins {
  const loginOf = (role: DatabaseRole) => {
    const url = new URL(databaseUrl);
    url.username = role;
    url.password = `test-${role}`;
    return url.toString();
  };
  return {
    heddle_app: loginOf('heddle_app'),
    heddle_platform: loginOf('heddle_platform'),
    heddle_gateway: loginOf('heddle_gateway'),
  };
}
