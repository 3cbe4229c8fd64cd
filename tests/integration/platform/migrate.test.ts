import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrate } from '../../../server/platform/db/migrate.ts';
import { MigrationError } from '../../../server/platform/db/migration-error.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

let empty: TestDatabase[] = [];

beforeAll(async () => {
  for (let count = 0; count < 3; count += 1) empty.push(await createTestDatabase('template0'));
});
afterAll(async () => {
  for (const database of empty) await database.close();
  empty = [];
});

describe('migrate', () => {
  it('makes several databases of one server at the same time, where roles are shared', async () => {
    const applied = await Promise.all(empty.map(({ url }) => migrate(url)));
    expect(applied[0]?.length).toBeGreaterThan(4);
    expect(applied[1]).toEqual(applied[0]);
    expect(applied[2]).toEqual(applied[0]);
  });

  it('applies nothing the second time, even when several processes start together', async () => {
    const [database] = empty;
    const again = await Promise.all([1, 2, 3].map(() => migrate(database?.url ?? '')));
    expect(again).toEqual([[], [], []]);
  });

  it('keeps the history in Prisma’s own table', async () => {
    const { rows } = (await empty[0]?.owner.query(
      'SELECT count(*)::int AS unfinished FROM _prisma_migrations WHERE finished_at IS NULL OR length(checksum) <> 64',
    )) ?? { rows: [] };
    expect(rows).toEqual([{ unfinished: 0 }]);
  });

  it('refuses a database whose history differs from the files', async () => {
    const [, database] = empty;
    await database?.owner.query(
      `UPDATE _prisma_migrations SET checksum = repeat('0', 64) WHERE migration_name LIKE '%tables'`,
    );
    await expect(migrate(database?.url ?? '')).rejects.toThrow(MigrationError);
  });

  it('says which database does not answer, without its password', async () => {
    const refused = migrate('postgresql://someone:hunter2@127.0.0.1:1/nowhere');
    await expect(refused).rejects.toThrow(/DATABASE_URL.*nowhere at 127\.0\.0\.1:1/);
    await expect(refused).rejects.not.toThrow(/hunter2/);
  });

  it('works for an owner who is no superuser, and leaves every table and function in their hands', async () => {
    const [, , database] = empty;
    const url = new URL(database?.url ?? '');
    const name = url.pathname.slice(1);
    await database?.owner.query('DROP SCHEMA public CASCADE');
    await database?.owner.query(`CREATE ROLE "owner_${name}" LOGIN PASSWORD 'test' CREATEROLE`);
    await database?.owner.query(
      `GRANT heddle_app, heddle_platform, heddle_gateway TO "owner_${name}" WITH ADMIN OPTION`,
    );
    await database?.owner.query(`ALTER DATABASE ${name} OWNER TO "owner_${name}"`);
    await database?.owner.query(`CREATE SCHEMA public AUTHORIZATION "owner_${name}"`);
    url.username = `owner_${name}`;
    url.password = 'test';
    expect((await migrate(url.toString())).length).toBeGreaterThan(4);
    await database?.owner.query(`SET ROLE "owner_${name}"`);
    const { rows } = (await database?.owner.query('SELECT ensure_usage_partitions(4) AS made')) ?? {
      rows: [],
    };
    expect(rows).toEqual([{ made: 2 }]);
  });
});
