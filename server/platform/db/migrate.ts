import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { MigrationError } from './migration-error.ts';
import { type Migration, readMigrations } from './migrations.ts';
import { connectionTo } from './pools.ts';
import { versionProblem } from './postgres-version.ts';

/** Prisma's own table, so that its command line reads the same history. */
const HISTORY_TABLE = `
  CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    "id" VARCHAR(36) PRIMARY KEY NOT NULL,
    "checksum" VARCHAR(64) NOT NULL,
    "finished_at" TIMESTAMPTZ,
    "migration_name" VARCHAR(255) NOT NULL,
    "logs" TEXT,
    "rolled_back_at" TIMESTAMPTZ,
    "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
    "applied_steps_count" INTEGER NOT NULL DEFAULT 0
  )`;

/**
 * Applies the migrations a database lacks, one process at a time, each in a transaction together with its entry
 * in `_prisma_migrations`: a failed one leaves nothing behind. Prisma's schema engine is not used here since its
 * adapter cuts scripts at every semicolon, function bodies included.
 * @returns names of the migrations applied now
 * @throws MigrationError
 */
export async function migrate(databaseUrl: string): Promise<string[]> {
  const client = new pg.Client({ ...connectionTo(databaseUrl), application_name: 'heddle_migrate' });
  // A connection that breaks rejects the query at work; without a listener it would end the process as well.
  client.on('error', () => undefined);
  await connect(client, databaseUrl);
  const applied: string[] = [];
  try {
    await refuseOldServer(client);
    await client.query(`SELECT pg_advisory_lock(hashtext('heddle migrations'))`);
    const history = await readHistory(client);
    for (const migration of readMigrations()) {
      const checksum = history.get(migration.name);
      if (checksum === undefined) {
        await apply(client, migration);
        applied.push(migration.name);
      } else if (checksum !== migration.checksum) {
        throw new MigrationError(
          `Migration ${migration.name} was changed after it had been applied to this database: restore the file, and ` +
            'make the change in a new migration',
        );
      }
    }
  } finally {
    await client.end();
  }
  return applied;
}

async function connect(client: pg.Client, databaseUrl: string): Promise<void> {
  try {
    await client.connect();
  } catch (cause) {
    const { host, pathname } = new URL(databaseUrl);
    const reason = cause instanceof Error ? cause.message || ('code' in cause && cause.code) : cause;
    throw new MigrationError(
      `DATABASE_URL: cannot use the database ${pathname.slice(1)} at ${host}: ${reason}`,
      {
        cause,
      },
    );
  }
}

async function refuseOldServer(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ server_version_num: string }>('SHOW server_version_num');
  const problem = versionProblem(Number(rows[0]?.server_version_num));
  if (problem) throw new MigrationError(problem);
}

async function readHistory(client: pg.Client): Promise<Map<string, string>> {
  await client.query(HISTORY_TABLE);
  const { rows } = await client.query<{ migration_name: string; checksum: string }>(
    'SELECT migration_name, checksum FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
  );
  return new Map(rows.map((row) => [row.migration_name, row.checksum]));
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  try {
    await client.query('BEGIN');
    await client.query(sql);
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), 1)`,
      [randomUUID(), checksum, name],
    );
    await client.query('COMMIT');
  } catch (cause) {
    await client.query('ROLLBACK').catch(() => undefined);
    const hint = cause instanceof pg.DatabaseError && cause.hint ? ` (${cause.hint})` : '';
    throw new MigrationError(
      `Migration ${name} failed: ${cause instanceof Error ? cause.message : cause}${hint}`,
      {
        cause,
      },
    );
  }
}
