// A real Postgres database for a test file. One embedded Postgres serves a whole run; each file copies a migrated
// template, which takes about 50 ms. For tests under tests/integration and tests/e2e:
//
//   const database = await createTestDatabase();
//   afterAll(() => database.close());
//
//   const tenant = await createTenant();                         // rows to start from, see tests/support/tenant.ts
//   await asTenant(tenant.id, (transaction) => …);                // server/platform/db/prisma.ts, as in production
//   const pool = createPool('heddle_gateway');                    // server/platform/db/pools.ts; end() it yourself
//   await database.owner.query('…');                              // a superuser, to look behind the policies
//
// It points DATABASE_URL, HEDDLE_DATABASE_URL_…, HEDDLE_HOME and HEDDLE_ENCRYPTION_KEY of this test file's process to what it made, so
// call it before anything asks for the environment. A file that needs several databases uses `url` and `options`.

import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';
import { disconnect } from '../../server/platform/db/prisma.ts';
import { TEMPLATE_DATABASE } from './template-database.ts';
import { testLogins } from './test-logins.ts';

export interface TestDatabase {
  /** What DATABASE_URL would be: the owner of the tables, a superuser. */
  url: string;
  /** Connections that row-level security does not bind. */
  owner: pg.Pool;
  /** HEDDLE_HOME of this test file, an empty directory. */
  home: string;
  /** Ends every connection made through server/platform/db/prisma.ts too, and drops the database. */
  close(): Promise<void>;
}

/** @param template the database to copy; `template0` is one without Heddle's schema */
export async function createTestDatabase(template: string = TEMPLATE_DATABASE): Promise<TestDatabase> {
  const serverUrl = inject('postgresUrl');
  const name = `test_${randomBytes(8).toString('hex')}`;
  await onServer(serverUrl, `CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`);
  const url = new URL(serverUrl);
  url.pathname = name;
  const home = mkdtempSync(path.join(tmpdir(), 'heddle-test-home-'));
  process.env.DATABASE_URL = url.toString();
  const logins = testLogins(url.toString());
  process.env.HEDDLE_DATABASE_URL_APP = logins.heddle_app;
  process.env.HEDDLE_DATABASE_URL_PLATFORM = logins.heddle_platform;
  process.env.HEDDLE_DATABASE_URL_GATEWAY = logins.heddle_gateway;
  process.env.HEDDLE_HOME = home;
  // With a database of one's own, it would be by invitation only.
  process.env.HEDDLE_SIGN_UP = 'open';
  process.env.HEDDLE_ENCRYPTION_KEY = randomBytes(32).toString('base64');
  const owner = new pg.Pool({ connectionString: url.toString(), max: 4 });
  // The database is dropped with force: connections that a test left open are lost.
  owner.on('error', () => undefined);
  return {
    url: url.toString(),
    owner,
    home,
    async close() {
      await disconnect();
      await owner.end();
      await onServer(serverUrl, `DROP DATABASE ${name} WITH (FORCE)`);
      rmSync(home, { recursive: true, force: true });
    },
  };
}

async function onServer(serverUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
