import pg from 'pg';
import { DATABASE_ROLES, type DatabaseLogins } from '../roles.ts';
import { scramVerifier } from '../scram-verifier.ts';

/** Databases of every cluster, which hold nothing of Heddle's. */
const OTHER_DATABASES = ['postgres', 'template1'];

/**
 * Lets each role log in with the password of its address, in this database only, and takes from it whatever else it
 * may have been given: attributes, membership in other roles, temporary tables.
 * @param ownerUrl Heddle's database, as the superuser of its own cluster
 */
export async function giveLogins(ownerUrl: string, logins: DatabaseLogins): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  // A connection that breaks rejects the query at work; without a listener it would end the process as well.
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('BEGIN');
    for (const role of DATABASE_ROLES) {
      const verifier = scramVerifier(decodeURIComponent(new URL(logins[role]).password));
      await client.query(
        `ALTER ROLE ${role} LOGIN NOINHERIT NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS
           PASSWORD ${client.escapeLiteral(verifier)}`,
      );
      // A role may change its own settings, and so could whoever once got hold of it.
      await client.query(`ALTER ROLE ${role} RESET ALL`);
      const { rows } = await client.query<{ name: string }>(
        'SELECT roleid::regrole::text AS name FROM pg_auth_members WHERE member = $1::regrole',
        [role],
      );
      for (const { name } of rows) await client.query(`REVOKE ${name} FROM ${role}`);
    }
    const database = client.escapeIdentifier(decodeURIComponent(new URL(ownerUrl).pathname.slice(1)));
    await client.query(`REVOKE ALL ON DATABASE ${[database, ...OTHER_DATABASES].join(', ')} FROM PUBLIC`);
    await client.query(`GRANT CONNECT ON DATABASE ${database} TO ${DATABASE_ROLES.join(', ')}`);
    await client.query('COMMIT');
  } finally {
    await client.end();
  }
}
