import pg from 'pg';
import { MigrationError } from './migration-error.ts';
import { connectionAs, databaseUrl } from './pools.ts';
import { DATABASE_ROLES, type DatabaseRole } from './roles.ts';

interface Found {
  user: string;
  login: string;
  /** Attributes and memberships by which a login could become more than its role. */
  powers: string[];
}

const WHO_AM_I = `
  SELECT current_user AS user, session_user AS login, array_remove(ARRAY[
    CASE WHEN rolsuper THEN 'SUPERUSER' END,
    CASE WHEN rolbypassrls THEN 'BYPASSRLS' END,
    CASE WHEN rolcreaterole THEN 'CREATEROLE' END,
    CASE WHEN rolcreatedb THEN 'CREATEDB' END,
    CASE WHEN rolreplication THEN 'REPLICATION' END
  ] || ARRAY(SELECT 'member of ' || roleid::regrole FROM pg_auth_members WHERE member = pg_roles.oid), NULL) AS powers
  FROM pg_roles WHERE rolname = session_user`;

/**
 * Makes sure that this process's connections are the roles they are meant to be, and where a role has a login of its
 * own, that this login can become nobody else.
 * @returns whether every role has a login of its own
 * @throws MigrationError
 */
export async function verifyRoles(): Promise<boolean> {
  let separate = true;
  for (const role of DATABASE_ROLES) {
    const { user, login, powers } = await whoIs(role);
    if (user !== role) {
      // A connection pooler may drop startup options without a word. Heddle would then serve as the owner.
      throw new MigrationError(
        `DATABASE_URL: connections act as ${user} although they ask for ${role}. A connection pooler in between ` +
          'must pass the startup parameter "options" on',
      );
    }
    if (login !== role) separate = false;
    else if (powers.length > 0) {
      throw new MigrationError(
        `The database user ${role} may do more than Heddle's connections should: ${powers.join(', ')}. As an ` +
          `administrator: ALTER ROLE ${role} NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB NOREPLICATION, and REVOKE ` +
          'the roles it is a member of',
      );
    }
  }
  return separate;
}

async function whoIs(role: DatabaseRole): Promise<Found> {
  const client = new pg.Client(connectionAs(role));
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<Found>(WHO_AM_I);
    const [found] = rows;
    if (!found) throw new Error('the server does not know who is connected');
    return found;
  } catch (cause) {
    const { host, pathname } = new URL(databaseUrl(role));
    throw new MigrationError(
      `Cannot use the database ${pathname.slice(1)} at ${host} as ${role}: ${cause instanceof Error ? cause.message : cause}`,
      { cause },
    );
  } finally {
    await client.end().catch(() => undefined);
  }
}
