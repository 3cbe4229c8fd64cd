import pg, { type Pool } from 'pg';
import type { HealthProbe } from '../health.ts';
import { readMigrations } from './migrations.ts';

/** undefined_function, undefined_table: the database is no Heddle's, or an older one's. */
const NOT_THERE = new Set(['42883', '42P01']);

/**
 * Whether the database answers and has every migration this version was written for.
 * @param pool of `heddle_gateway`
 */
export function databaseProbe(pool: Pool): HealthProbe {
  const wanted = readMigrations().map((migration) => migration.name);
  return async () => {
    const applied = new Set(await appliedMigrations(pool));
    const missing = wanted.filter((name) => !applied.has(name));
    if (missing.length > 0) throw new Error(`${missing.length} of ${wanted.length} migrations are missing`);
  };
}

async function appliedMigrations(pool: Pool): Promise<string[]> {
  try {
    const { rows } = await pool.query<{ name: string }>('SELECT applied_migrations() AS name');
    return rows.map((row) => row.name);
  } catch (error) {
    if (error instanceof pg.DatabaseError && NOT_THERE.has(error.code ?? '')) return [];
    throw error;
  }
}
