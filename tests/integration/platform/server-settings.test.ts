import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrate } from '../../../server/platform/db/migrate.ts';
import { connectionAs, createPool } from '../../../server/platform/db/pools.ts';
import { asPlatform } from '../../../server/platform/db/prisma.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { storedKey } from '../../support/stored-key.ts';
import { createTenant } from '../../support/tenant.ts';

/** What an administrator may have set for a database or a user, and what initdb takes from the machine. */
const SETTINGS = [
  `timezone = 'Asia/Kolkata'`,
  `datestyle = 'SQL, DMY'`,
  `search_path = 'elsewhere'`,
  `bytea_output = 'escape'`,
  `default_transaction_isolation = 'serializable'`,
];

let database: TestDatabase;
beforeAll(async () => {
  // Without Heddle's schema: the migrations meet these settings too.
  database = await createTestDatabase('template0');
  const name = new URL(database.url).pathname.slice(1);
  for (const setting of SETTINGS) await database.owner.query(`alter database ${name} set ${setting}`);
  await migrate(database.url);
});
afterAll(() => database.close());

describe('a server with settings of its own', () => {
  it('keeps every moment as it is, whichever driver writes and reads it', async () => {
    const { apiKey, apiKeyId } = await createTenant();
    const expiresAt = new Date('2030-06-01T12:34:56.789Z');
    await asPlatform((transaction) =>
      transaction.apiKey.update({ where: { id: apiKeyId }, data: { expiresAt } }),
    );
    const read = await asPlatform((transaction) =>
      transaction.apiKey.findUniqueOrThrow({ where: { id: apiKeyId } }),
    );
    expect(read.expiresAt).toEqual(expiresAt);
    const pool = createPool('heddle_gateway');
    expect((await storedKey(pool, apiKey))?.expiresAtMs).toBe(expiresAt.getTime());
    await pool.end();
    const [asked] = await asPlatform(
      (transaction) =>
        transaction.$queryRaw<[{ day: string }]>`
          select to_char(date_trunc('day', ${expiresAt}::timestamptz, 'UTC'), 'YYYY-MM-DD HH24:MI') as day`,
    );
    expect(asked.day).toBe('2030-06-01 00:00');
  });

  it('has Heddle’s tables where Heddle looks for them, and nowhere else', async () => {
    const { rows } = await database.owner.query(
      `select distinct table_schema as schema from information_schema.tables where table_name in ('tenants', '_prisma_migrations')`,
    );
    expect(rows).toEqual([{ schema: 'public' }]);
  });

  it('leaves to the address what the address says', async () => {
    const url = new URL(database.url);
    url.searchParams.set('options', '-c work_mem=7MB');
    const client = new pg.Client(connectionAs('heddle_app', url.toString()));
    await client.connect();
    const { rows } = await client.query(`select current_setting('work_mem') as memory, current_user as user`);
    await client.end();
    expect(rows).toEqual([{ memory: '7MB', user: 'heddle_app' }]);
  });
});
