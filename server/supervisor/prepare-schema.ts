import { setTimeout as delay } from 'node:timers/promises';
import { databaseProbe } from '../platform/db/database-probe.ts';
import { createDatabase } from '../platform/db/embedded-postgres/create-database.ts';
import { giveLogins } from '../platform/db/embedded-postgres/give-logins.ts';
import { migrate } from '../platform/db/migrate.ts';
import { createPool, databaseUrl } from '../platform/db/pools.ts';
import type { DatabaseLogins } from '../platform/db/roles.ts';
import { verifyRoles } from '../platform/db/verify-roles.ts';
import type { Environment } from '../platform/env.ts';
import { createLogger } from '../platform/logger.ts';
import { StartError } from './start-error.ts';
import { isDatabaseAway, waitForDatabase } from './wait-for-database.ts';

const RETRY_MS = 1_000;

/**
 * Brings the schema and the logins of the database to what this version needs. Waits for a database that is away, and
 * begins anew when it goes away meanwhile: each step can be done again.
 * @throws StartError, MigrationError
 */
export async function prepareSchema(settings: Environment): Promise<void> {
  for (;;) {
    await waitForDatabase(serverUrl(settings));
    try {
      await prepareOnce(settings);
      return;
    } catch (error) {
      if (!isDatabaseAway(error)) throw error;
      createLogger('database').error(
        { err: error },
        'the database went away while it was prepared; once more',
      );
      await delay(RETRY_MS);
    }
  }
}

/** Of a server that answers: Heddle's own database may have to be made yet. */
function serverUrl({ databaseUrl: owner, hasEmbeddedDatabase }: Environment): string {
  const url = new URL(owner ?? databaseUrl('heddle_gateway'));
  if (hasEmbeddedDatabase) url.pathname = '/postgres';
  return url.toString();
}

async function prepareOnce(settings: Environment): Promise<void> {
  const { databaseUrl: owner, databaseLogins: logins, hasEmbeddedDatabase } = settings;
  if (!owner) return refuseOtherSchema();
  if (hasEmbeddedDatabase) await createDatabase(owner);
  await migrate(owner);
  if (hasEmbeddedDatabase && hasAll(logins)) await giveLogins(owner, logins);
  if (await verifyRoles()) return;
  createLogger('database').warn(
    'all database roles are taken from the one login of DATABASE_URL; logins of their own are safer: see README.md, ' +
      'HEDDLE_DATABASE_URL_APP',
  );
}

/** Where the owner is not known here, somebody else migrates. */
async function refuseOtherSchema(): Promise<void> {
  await verifyRoles();
  const pool = createPool('heddle_gateway', { connections: 1 });
  try {
    await databaseProbe(pool)();
  } catch (error) {
    if (isDatabaseAway(error)) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartError(`${reason}, which takes the owner of the database: DATABASE_URL is not set`, {
      cause: error,
    });
  } finally {
    await pool.end();
  }
}

function hasAll(logins: Partial<DatabaseLogins> | undefined): logins is DatabaseLogins {
  return Boolean(logins?.heddle_app && logins.heddle_platform && logins.heddle_gateway);
}
