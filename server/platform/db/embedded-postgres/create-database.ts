import pg from 'pg';

/**
 * Makes the database an address names, where its server does not have it yet.
 * @param databaseUrl as somebody who may create databases
 */
export async function createDatabase(databaseUrl: string): Promise<void> {
  const address = new URL(databaseUrl);
  const name = decodeURIComponent(address.pathname.slice(1));
  address.pathname = '/postgres';
  const client = new pg.Client({ connectionString: address.toString() });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
    if (!rowCount) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
}
