import type { Pool } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { databaseProbe } from '../../../server/platform/db/database-probe.ts';
import { createPool } from '../../../server/platform/db/pools.ts';
import type { HealthProbe } from '../../../server/platform/health.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

let database: TestDatabase;
let pool: Pool;
let probe: HealthProbe;
beforeAll(async () => {
  database = await createTestDatabase();
  pool = createPool('heddle_gateway', { connections: 1 });
  probe = databaseProbe(pool);
});
afterAll(async () => {
  await pool.end();
  await database.close();
});

it('the database is ready with every migration, and not with one missing', async () => {
  await expect(probe()).resolves.toBeUndefined();
  await database.owner.query(
    'DELETE FROM _prisma_migrations WHERE migration_name = (SELECT max(migration_name) FROM _prisma_migrations)',
  );
  await expect(probe()).rejects.toThrow(/^1 of \d+ migrations are missing$/);
});

it('a database without Heddle’s schema is not ready, though it answers', async () => {
  await database.owner.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
  await expect(probe()).rejects.toThrow(/^(\d+) of \1 migrations are missing$/);
});
